### Kabar: pesan yang datang sendiri.

## Untuk pembeli

notice-payment-confirmed = ✅ Pembayaran pesanan <b>#{ $order }</b> ({ $paid }) sudah dikonfirmasi, Kak. Kami kemas sekarang!
notice-payment-rejected = ⚠️ Pembayaran pesanan <b>#{ $order }</b> belum kami temukan. Tolong cek jumlahnya dan kirim foto bukti yang jelas sebelum { $until }, atau tanya kami.
notice-order-shipped = 🚚 Pesanan <b>#{ $order }</b> sudah dikirim lewat { $courier }. Resi <code>{ $waybill }</code>.
notice-order-delivered = 📬 Pesanan <b>#{ $order }</b> sudah sampai, Kak. Semuanya aman?
notice-order-expired = ⏰ Pesanan <b>#{ $order }</b> belum dibayar sampai batas waktu, jadi berakhir. Sudah bayar? Kirim buktinya ke sini, tidak ada yang hilang.
notice-order-canceled = ✖️ Pesanan <b>#{ $order }</b> dibatalkan oleh { $shop }. Ada pertanyaan? Tanya saja, Kak.
notice-order-returned = ↩️ Paket pesanan <b>#{ $order }</b> kembali ke { $shop }, jadi pesanannya diakhiri. Tidak ada yang perlu dibayar. Ada pertanyaan? Tanya saja, Kak.
notice-late-payment-shopper = 💳 Pembayaran pesanan <b>#{ $order }</b> sudah kami temukan, tetapi datang setelah pesanan berakhir dan barangnya sudah habis. Penjual akan menghubungi Kakak soal uangnya.
notice-payment-failed = ⚠️ Pembayaran pesanan <b>#{ $order }</b> tidak berhasil. Tidak ada yang hilang: pilih lagi cara bayarnya ya, Kak.
notice-payment-slow = ⏳ Layanan pembayaran untuk pesanan <b>#{ $order }</b> sedang lambat. Kami coba terus; Kakak juga bisa bayar dengan cara lain.
notice-payment-partial-shopper = 💳 Kami sudah terima <b>{ $received }</b> untuk pesanan <b>#{ $order }</b>. Masih kurang <b>{ $missing }</b>: kirim sisanya ya, Kak, pesanannya kami tunggu.
notice-payment-over-shopper = 💳 Uang untuk pesanan <b>#{ $order }</b> lebih <b>{ $over }</b> dari seharusnya. Kelebihannya kami kembalikan; kabarnya lewat chat ini.
notice-answer =
    💬 { $text }

## Untuk pemilik toko

notice-order-placed = 🆕 <b>Pesanan baru #{ $order }</b> dari { $name }
notice-order-placed-cod = 🆕 <b>Pesanan baru #{ $order }</b> dari { $name }, bayar di tempat: sudah bisa dikemas dan dikirim.
notice-order-canceled-by-shopper = ✖️ { $name } membatalkan pesanan <b>#{ $order }</b>
notice-order-received = 🎉 { $name } sudah menerima pesanan <b>#{ $order }</b>
notice-late-payment = ⚠️ <b>Ada uang untuk pesanan yang sudah berakhir:</b> #{ $order } dari { $name }. Stoknya tidak cukup: tolong kembalikan uangnya atau sepakati hal lain.
notice-gateway-trouble = ⚠️ <b>Ada pembayaran yang perlu dicek:</b> #{ $order } dari { $name }. Kata layanan pembayaran: { $problem }
notice-payment-partial = 💳 <b>Baru sebagian</b> uang masuk untuk #{ $order } dari { $name }: { $received }. Masih kurang { $missing }; pesanan menunggu sisanya.
notice-payment-over = ⚠️ <b>Uang lebih</b> untuk #{ $order } dari { $name }: lebih { $over } dari tagihan. Tolong kembalikan kelebihannya.
notice-proof-arrived =
    🔍 <b>Pesanan #{ $order }</b> — { $name } bilang sudah bayar.
    Seharusnya: <b>{ $amount }</b> · { $account }
proof-doubtful = <b>Hati-hati:</b> foto ini (atau yang mirip) pernah dikirim untuk pesanan lain.
notice-stock-low = 📉 <b>{ $name }</b>: { $available ->
    [0] habis
   *[other] tinggal { $available }
}
notice-question =
    💬 <b>{ $name }</b>{ $about } bertanya:

    { $text }
notice-question-order = {" "}tentang pesanan #{ $order }
