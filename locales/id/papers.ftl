### Kata-kata di faktur, kuitansi, dan nota kredit. Teks biasa, tanpa markup.

paper-invoice = FAKTUR
paper-receipt = KUITANSI
paper-credit-note = NOTA KREDIT
paper-number = No.
paper-date = Tanggal
paper-buyer = Kepada
paper-npwp = NPWP
paper-item = Barang
paper-quantity = Jml
paper-price = Harga satuan
paper-amount = Jumlah
paper-line-discount = Potongan { $amount }
paper-subtotal = Subtotal
paper-tax = PPN { $rate }
paper-tax-included = termasuk PPN { $rate }
paper-total = Total
paper-paid = Dibayar
paper-refunded = Dikembalikan
paper-due = Sisa tagihan
paper-instructions = Cara membayar
paper-notes = Catatan
paper-page = Halaman { $page } dari { $pages }
paper-shipping = Ongkir { $service }
paper-unique-code = Kode unik
paper-pay-bank = Transfer tepat { $amount } ke { $bank } { $number } atas nama { $holder }.
paper-pay-chat = Bayar { $amount } lewat chat: Pesanan saya, lalu Cara bayar.
paper-pay-until = Mohon bayar sebelum { $until }.
paper-thanks = Terima kasih!

## Di samping kertasnya, di chat

paper-sent-invoice = 🧾 Faktur pesanan <b>#{ $order }</b>
paper-sent-receipt = 🧾 Kuitansi pesanan <b>#{ $order }</b>
paper-none = Pesanan #{ $order } berakhir tanpa pembayaran: tidak ada tagihan dan tidak ada kuitansi.
