### Uang dan barang yang kembali; saldo toko. Markup HTML boleh di pesan, tidak di tombol.

## Yang dilihat pembeli

button-use-credit = 🎟 Pakai saldo toko · { $amount }
button-return = ↩️ Kembalikan barang
button-return-next = Lanjut ›
credit-balance = 🎟 Saldo toko: <b>{ $amount }</b> — bisa dipakai untuk pesanan berikutnya.
credit-used = Saldo toko terpakai ✓
order-line-refunded = {" "}<i>({ $count } dikembalikan)</i>
order-given-back = ↩️ Uang dikembalikan: <b>{ $amount }</b>
order-going-back = ⏳ Pengembalian diproses: <b>{ $amount }</b>
timeline-refunded = uang dikembalikan
problem-what = 💬 Ada masalah apa dengan pesanan <b>#{ $order }</b>, Kak?
return-choose = ↩️ Barang mana dari pesanan <b>#{ $order }</b> yang mau dikembalikan, Kak? Tekan barangnya; tekan lagi untuk mengurangi.
return-ask-reason = ↩️ Barangnya kenapa, Kak? Tulis dalam satu pesan.
return-asked = ✅ Penjual sudah tahu Kakak mau mengembalikan barang dari pesanan <b>#{ $order }</b>. Kabarnya datang di sini.
field-reason = alasan

## Pemilik: mengembalikan uang

owner-section-refunds = Pengembalian
refund-title = ↩️ <b>Pengembalian uang · pesanan #{ $order }</b> — { $state }
refund-so-far =
    Uang masuk: { $received } · sudah dikembalikan: { $refunded }
    Bisa dikembalikan: <b>{ $left }</b>
refund-nothing-left = Tidak ada lagi yang bisa dikembalikan.
refund-button-all = Semuanya · { $amount }
refund-button-surplus = Kelebihan bayar · { $amount }
refund-button-shipping = Ongkir · { $amount }
refund-button-lines = Sebagian barang
refund-button-amount = Jumlah lain
refund-button-next = Lanjut · { $amount } ›
refund-button-restock = 📦 Kembali ke stok
refund-button-lost = 🗑 Rusak atau hilang
refund-button-gateway = ⚡ Lewat { $gateway }
refund-button-manual = 🏦 Saya transfer sendiri
refund-button-credit = 🎟 Saldo toko
refund-button-sure = ✅ Kembalikan { $amount }
refund-button-sent = ✅ Sudah saya transfer
refund-button-off = ✖️ Tidak jadi
refund-button-off-yes = Ya, tidak jadi
refund-button-open = ↩️ Pengembalian
refund-button-open-form = ↩️ Kembalikan uang
refund-button-exactly = ↩️ Kembalikan { $amount }
refund-button-task = 🏦 Transfer { $amount }
refund-choose-lines = Barang yang mana? Tekan untuk memilih semuanya; tekan lagi untuk mengurangi.
refund-ask-amount = Berapa? Paling banyak <b>{ $left }</b>. Ketik jumlahnya, boleh dengan alasan: <code>50000 rusak</code>
refund-ask-goods = Barangnya sudah kembali dan bisa dijual lagi?
refund-ask-goods-unsent = Barang ini belum dikirim. Masih bisa dijual?
refund-ask-way = <b>{ $amount }</b> — dikembalikan lewat apa?
refund-sure = Kembalikan <b>{ $amount }</b>?
refund-how-gateway = ⚡ Lewat { $gateway }, seperti waktu dibayar.
refund-how-manual = 🏦 Kakak transfer sendiri.
refund-how-credit = 🎟 Sebagai saldo toko, langsung.
refund-before-after = Dikembalikan: { $before } → <b>{ $refunded }</b> · sisa: { $left }
refund-restocked = 📦 Bisa dijual lagi.
refund-lost = 🗑 Tidak dijual lagi.
refund-ends-order = ✖️ Tidak ada lagi yang dikirim: pesanan dibatalkan.
refund-reason = 📝 { $reason }
refund-ask-reason = Boleh ketik alasannya; pembeli ikut membacanya.
refund-way-gateway = lewat cara bayarnya
refund-way-manual = lewat transfer
refund-way-credit = sebagai saldo toko
refund-task-to-send = 🏦 <b>Pesanan #{ $order }</b>: tolong transfer <b>{ $amount }</b> ke { $name }, lalu tekan tombol di bawah. { $name } dikabari setelahnya.
refund-task-pending = ⏳ <b>Pesanan #{ $order }</b>: { $amount } sedang dikembalikan ke { $name } { $way }. Nanti dikabari.
refund-task-settled = ✅ <b>Pesanan #{ $order }</b>: { $amount } sudah kembali ke { $name } { $way }. { $name } sudah dikabari.
refund-task-failed = ✖️ <b>Pesanan #{ $order }</b>: { $amount } tidak jadi dikembalikan ke { $name }.
refund-problem = ⚠️ { $problem }
refund-off-sure = Tidak jadi mengembalikan { $amount } untuk pesanan <b>#{ $order }</b>? Pembeli dikabari.
refund-sent-toast = Beres ✓
refund-over-toast = Pengembalian ini sudah diputuskan
refund-off-toast = Tidak dikembalikan
refund-usage = Sekali jalan: <code>/refund 1024</code> bertanya satu per satu, <code>/refund 1024 50000 rusak</code> langsung dengan jumlahnya.
owed-title = 💸 <b>Uang yang harus dikembalikan</b> ({ $count }) — tekan untuk mengembalikan tepat sejumlah itu.
owed-none = 💸 Tidak ada uang yang harus dikembalikan.
owed-to-send = perlu ditransfer
owed-ended = pesanan berakhir
owed-over = kelebihan bayar
owner-button-owed = 💸 Perlu dikembalikan ({ $count })
owner-button-returns = 📦 Barang kembali ({ $count })
owner-desk-owed = 💸 Uang yang harus dikembalikan: <b>{ $count }</b>
owner-desk-returns = ↩️ Barang kembali: <b>{ $count }</b>

## Pemilik: barang yang kembali

returns-title = 📦 <b>Barang kembali</b> ({ $count })
returns-none = 📦 Tidak ada barang yang sedang dikembalikan.
return-state-requested = diminta
return-state-received = sudah sampai
return-state-accepted = diterima
return-state-rejected = ditolak
return-title = 📦 <b>Barang kembali · pesanan #{ $order }</b> dari { $name } — { $state }
return-reason = 📝 { $reason }
return-next-receive = Sepakati cara pengirimannya dengan pembeli, lalu tekan kalau barangnya sudah sampai.
return-next-decide = Barangnya baik? Kalau diterima, lanjut ke pengembalian uang untuk barang ini.
return-button-receive = 📬 Sudah sampai
return-button-accept = ✅ Terima, dijual lagi
return-button-damaged = ✅ Terima, tidak dijual
return-button-reject = ✖️ Tolak
return-button-open = 📦 Barang kembali
return-ask-why = ✖️ Kenapa barang dari pesanan <b>#{ $order }</b> tidak bisa diterima? Tulis dalam satu pesan; pembeli ikut membacanya.
return-received-toast = Pembeli sudah dikabari

## Kabar

notice-refund-begun = ↩️ <b>{ $amount }</b> dari pesanan <b>#{ $order }</b> kami kembalikan { $way }.{ $ended ->
    [yes] {" "}Pesanannya dibatalkan.
   *[other] { "" }
} Kalau sudah beres, kabarnya datang di sini.
notice-refund-settled-shopper = ✅ <b>{ $amount }</b> dari pesanan <b>#{ $order }</b> sudah dikembalikan { $way }.
notice-refund-called-off = ✖️ Pengembalian { $amount } untuk pesanan <b>#{ $order }</b> tidak jadi. Ada pertanyaan? Tanya saja, Kak.
notice-refund-settled = ✅ { $amount } dari pesanan <b>#{ $order }</b> sudah kembali ke { $name } { $way }.
notice-refund-undone = ✖️ Pengembalian { $amount } untuk pesanan <b>#{ $order }</b> tidak jadi ({ $problem }). Uangnya masih di Kakak.
notice-refund-to-send = 🏦 Tolong transfer <b>{ $amount }</b> ke { $name } untuk pesanan <b>#{ $order }</b>, lalu tekan tombol di bawah.
notice-refund-failed = ⚠️ <b>{ $amount }</b> dari pesanan <b>#{ $order }</b> tidak bisa kembali otomatis ({ $problem }). Tolong transfer sendiri ke { $name }, lalu tekan tombol di bawah.
notice-refund-slow = ⏳ Gateway belum menjawab soal pengembalian { $amount } untuk pesanan <b>#{ $order }</b>. Akan terus ditanyakan sampai dijawab.
notice-return-requested = 📦 <b>{ $name }</b> mau mengembalikan barang dari pesanan <b>#{ $order }</b>:
notice-return-received = 📬 Barang yang Kakak kembalikan dari pesanan <b>#{ $order }</b> sudah sampai. Kami cek dulu ya, Kak.
notice-return-accepted = ✅ Dari pesanan <b>#{ $order }</b> kami terima kembali:
notice-return-rejected = ✖️ Barang dari pesanan <b>#{ $order }</b> ini belum bisa kami terima kembali, Kak: { $why }
notice-paid-with-credit = 🎟 { $name } membayar pesanan <b>#{ $order }</b> dengan saldo toko.

## Apa yang tidak berhasil

error-refund-gone = Pengembalian ini sudah tidak ada.
error-refund-too-high = Dari pesanan #{ $order_id } tinggal { $limit } yang bisa dikembalikan, bukan { $amount }. Tidak ada yang berubah.
error-refund-nothing = Tidak ada yang bisa dikembalikan di sini untuk pesanan #{ $order_id }.
error-refund-quantity = { $name }: yang bisa dikembalikan { $left }, bukan { $quantity }. Tidak ada yang berubah; tolong cek lagi.
error-refund-before-payment = Pesanan #{ $order_id } masih menunggu pembayaran. Akhiri dengan /cancel_order { $order_id }, lalu kembalikan uang yang sudah masuk.
error-return-gone = Pengembalian barang ini sudah tidak ada.
error-return-over = Pengembalian barang dari pesanan #{ $order_id } ini sudah diputuskan.
error-return-too-early = Pesanan #{ $order_id } belum dikirim ({ $state }). Silakan hubungi penjual.
error-return-quantity = Pesanan #{ $order_id }: pilih dulu barang yang mau dikembalikan, Kak. Yang sedang atau sudah dikembalikan tidak bisa dipilih lagi.
error-credit-too-low = Saldo tokonya { $limit }, yang diperlukan { $amount }. Tidak ada yang berubah.
