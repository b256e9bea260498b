### Yang dibaca pembeli.

home =
    <b>{ $shop }</b>

    Halo Kak { $name }! Lihat-lihat, masukkan keranjang, bayar pakai QRIS atau transfer, dan pantau paketnya — semua di sini.
    Pembayaran dicek dan pesanan dikemas langsung oleh penjual, bukan robot.
help =
    <b>Bantuan · { $shop }</b>

    🛍 <b>Belanja</b> — tekan <i>Belanja</i>, atau ketik saja barang yang dicari, salah ketik pun tidak apa-apa.
    💳 <b>Bayar</b> — setelah <i>Buat pesanan</i>, Kakak dapat kode QRIS atau nomor rekening dengan jumlah pas. Lalu kirim foto bukti bayar ke sini, kapan saja.
    🚚 <b>Pengiriman</b> — kami kabari saat paket dikirim; tekan <i>Lacak</i> di <i>Pesanan saya</i>.
    ↩️ <b>Ada masalah?</b> — buka pesanannya lalu tekan <i>Ada masalah</i>. Penjual yang menjawab.

    Berubah pikiran saat ditanya? Ketik /cancel.
language-ask = Mau pakai bahasa apa, Kak? · Which language shall we speak?
human-ask = 💬 Tulis pertanyaan Kakak dalam satu pesan. Penjual akan menjawab di sini.
human-ask-order = 💬 Ada apa dengan pesanan <b>#{ $order }</b>, Kak? Tulis dalam satu pesan. Penjual akan menjawab di sini.
human-ask-product = 💬 Mau tanya apa soal <b>{ $name }</b>, Kak? Tulis dalam satu pesan. Penjual akan menjawab di sini.
human-told = ✅ Pesan Kakak sudah kami terima. Jawabannya datang di sini.
claimed = 🔑 Toko ini sekarang milik Kakak. Mulai dari /settings untuk rekening dan QRIS, lalu /add untuk produk pertama.

search-ask = 🔎 Cari apa, Kak? Ketik saja, misalnya <i>kaos hitam</i> atau <i>kopi</i>. Salah ketik tidak apa-apa.
found = 🔎 <b>{ $text }</b> — { $count } produk
found-nothing =
    🔎 Belum ketemu untuk <b>{ $text }</b>.

    Coba satu kata saja, lihat-lihat toko, atau tanya penjual.
not-understood = Yang ini belum bisa kami baca, Kak 🙂 Ketik barang yang dicari di <b>{ $shop }</b>, atau pilih:
phone-left = Oke, Kak, belum ada yang dipesan. /shop untuk lihat-lihat lagi, /cart untuk keranjang, /menu untuk beranda.
wrong-kind = Tolong dijawab dengan tulisan ya, Kak. Jawaban sebelumnya tetap tersimpan.

shelf-shop = 🛍 <b>Belanja</b> — pilih kategori atau produk ({ $count }), atau ketik barang yang dicari.
shelf-empty = 🛍 Raknya masih kosong. Mampir lagi nanti ya, Kak.
shelf = 🛍 <b>{ $title }</b> — { $count } produk

card-title =
    <b>{ $name }</b>
    <b>{ $price }</b>
card-variant = Pilihan: { $label }
card-sold-out = ❌ Habis
card-few = 🔥 Sisa { $count }
card-ready = ✅ Stok ada
description =
    <b>{ $name }</b>

    { $text }
choose-first = Pilih dulu ya, Kak: { $options }
combination-sold-out = Pilihan ini sedang habis. Coba pilihan lain ya, Kak.

cart-empty = 🛒 Keranjang Kakak masih kosong. Yuk, cari yang bagus!
cart-title = 🛒 <b>Keranjang</b> ({ $count })
cart-line = • { $name } × { $quantity } — { $total }
cart-line-option = • { $name } ({ $label }) × { $quantity } — { $total }
cart-total = <b>Subtotal { $total }</b>
cart-added = Sudah masuk keranjang ✓
cart-price-changed = harga berubah: { $before } → { $now }
cart-gone = sudah tidak dijual, tolong hapus
cart-sold-out = sudah habis, tolong hapus
cart-too-few = tinggal { $available }, tolong kurangi

summary-title = ✅ <b>Pesanan Kakak</b>
summary-changed = <b>Ada yang berubah sejak tadi.</b> Belum ada yang dipesan. Tolong cek, lalu tekan buat pesanan lagi.
summary-more = … dan { $count } lagi
summary-address =
    📍 <b>{ $recipient }</b> · { $phone }
    { $street }, { $place }
summary-shipping = 🚚 { $service } · { $days } hari — { $price }
summary-payment = 💳 { $method }
summary-note = 📝 { $note }
summary-total = <b>Total { $total }</b>

ask-recipient = 👤 Siapa nama penerimanya, Kak?{ $suggestion }
ask-phone = 📱 Nomor HP yang bisa dihubungi kurir? Tekan tombol di bawah, atau ketik.{ $suggestion }
ask-phone-typed = 📱 Nomor HP yang bisa dihubungi kurir? Ketik nomornya, misalnya <code>0812 3456 7890</code>.{ $suggestion }
ask-now = Sekarang: <b>{ $now }</b>.
ask-note-clear = Ketik <code>-</code> untuk menghapusnya.
ask-street = 🏠 Alamatnya di mana, Kak? Jalan, nomor, RT/RW, patokan. Misalnya <i>Jl. Melati 5, RT 02/03, sebelah masjid</i>.{ $suggestion }
ask-district = 🗺 Kecamatan atau kotanya apa, Kak? Ketik sebagian namanya, misalnya <i>coblong</i> atau <i>kebayoran baru</i>.{ $suggestion }
ask-note = 📝 Ada pesan untuk penjual? Tulis dalam satu pesan.{ $suggestion }
districts = 🗺 Yang mana, Kak? (<i>{ $text }</i>) Tidak ada? Ketik bagian lain dari namanya.
district-unknown = 🗺 Kami belum menemukan tempat bernama <b>{ $text }</b>. Ketik nama kecamatan atau kotanya, misalnya <i>coblong</i>.
addresses = 📍 Paketnya dikirim ke mana? Pilih alamat atau ubah sebagian.
shipping-ask = 🚚 Mau dikirim pakai apa ke { $place }?
shipping-none =
    🚚 Belum ada kurir kami ke { $place }.

    Pilih kecamatan lain, atau tanya kami: penjual akan carikan jalan.
payment-ask = 💳 Mau bayar pakai apa, Kak?
payment-none = 💳 Toko belum mengatur cara bayar. Silakan tanya penjual, pasti dibantu.

pay-qris =
    💳 <b>Pesanan #{ $order }</b> · QRIS

    Pindai dengan aplikasi bank atau dompet digital apa saja.
    Bayar tepat <b>{ $amount }</b>.
    Di aplikasi tampil <b>{ $merchant }</b>.
pay-bank =
    💳 <b>Pesanan #{ $order }</b> · Transfer bank

    { $bank } <code>{ $number }</code>
    a.n. <b>{ $holder }</b>
    tepat <b>{ $amount }</b>

    Jangan dibulatkan ya, Kak: angka terakhirnya kode unik, supaya transfer Kakak langsung dikenali.
pay-next = ⏰ Bayar sebelum <b>{ $until }</b>, lalu kirim foto bukti bayar ke sini. Penjual mengecek, lalu kami kabari.
pay-in-review = 🔍 Bukti bayar sudah kami terima dan sedang dicek. Kabarnya datang di sini.
pay-gateway =
    💳 <b>Pesanan #{ $order }</b> · { $method }

    Bayar tepat <b>{ $amount }</b>.
pay-gateway-qrcode = Pindai dengan aplikasi bank atau dompet digital apa saja.
pay-gateway-qrimage = Buka kode di bawah, atau pindai dari layar lain.
pay-gateway-link = Buka { $method } lewat tombol di bawah, lalu konfirmasi di sana.
pay-gateway-phoneprompt = { $method } mengirim permintaan ke HP Kakak: buka aplikasinya dan konfirmasi.
pay-gateway-virtualaccount =
    Transfer ke Virtual Account { $bank }
    <code>{ $number }</code>
pay-gateway-biller = <code>{ $biller }</code> (kode perusahaan)
pay-gateway-next = ⏰ Bayar sebelum <b>{ $until }</b>. Pembayaran terlihat otomatis, biasanya kurang dari semenit: tidak perlu kirim foto.
pay-gateway-preparing =
    💳 <b>Pesanan #{ $order }</b> · { $method } · <b>{ $amount }</b>

    ⏳ Pembayaran sedang disiapkan. Sebentar lagi muncul di sini.
pay-gateway-failed =
    💳 <b>Pesanan #{ $order }</b> · { $method }

    Pembayaran ini tidak berhasil. Pesanan Kakak tetap kami simpan: pilih cara bayar lain, atau coba lagi.
button-pay-otherwise = Bayar dengan cara lain
button-open-bill = 💳 Buka tagihan
button-pay-now = Bayar { $amount }
button-pay-stars = Bayar { $stars } ⭐
bill-title = Pesanan #{ $order }
bill-goods = Barang
bill-postage = Ongkir
pay-telegram =
    💳 <b>Pesanan #{ $order }</b> · Kartu, langsung di Telegram

    Bayar tepat <b>{ $amount }</b>: tagihannya dibuka lewat tombol di bawah, Kak.
pay-stars =
    ⭐ <b>Pesanan #{ $order }</b> · Telegram Stars

    Bayar <b>{ $stars } Stars</b> untuk { $amount }: tagihannya dibuka lewat tombol di bawah, Kak.
pay-bill-impossible = 💳 Telegram belum bisa menerima pembayaran pesanan <b>#{ $order }</b>. Pesanan Kakak tetap disimpan: silakan pilih cara bayar lain.
cod-due = 💵 Bayar <b>{ $amount }</b> tunai saat paket sampai, Kak.
button-refresh = 🔄 Lihat lagi
button-copy-biller = Salin kode perusahaan
button-open-wallet = Buka dan bayar
button-open-qr = Tampilkan kode
method-va = Virtual Account { $bank }
method-qris-itself = QRIS otomatis
method-otherwise = lainnya
qr-caption = Pesanan #{ $order }

orders-none = 📦 Belum ada pesanan, Kak. Yuk, mulai belanja!
orders-title = 📦 <b>Pesanan saya</b> ({ $count })
order-title = 📦 <b>Pesanan #{ $order }</b> — { $state }
order-totals = Ongkir { $shipping } · <b>Total { $total }</b>
order-courier = 🚚 { $courier }
order-waybill = Resi <code>{ $waybill }</code>
payment-where = 💳 { $where } — <b>{ $amount }</b>
payment-partial-so-far = Sudah masuk: <b>{ $received }</b> · masih kurang: <b>{ $off }</b>
payment-overcharged-so-far = Sudah masuk: <b>{ $received }</b> · lebih <b>{ $off }</b>
timeline-placed = pesanan dibuat
timeline-proof = bukti bayar dikirim
timeline-paid = pembayaran dikonfirmasi
timeline-shipped = diserahkan ke kurir
timeline-delivered = sampai
timeline-completed = sudah diterima, terima kasih!
timeline-canceled = dibatalkan
timeline-expired = kedaluwarsa, belum dibayar
track =
    🚚 <b>Pesanan #{ $order }</b>
    { $courier } · <code>{ $waybill }</code>
    ke { $place }
received-thanks = Terima kasih, Kak! Semoga suka 🎉
again-missing = Masuk keranjang, kecuali { $count } yang sekarang tidak bisa dibeli
cancel-sure = Batalkan pesanan <b>#{ $order }</b>, Kak? Kalau sudah bayar, kirim saja bukti bayarnya.

proof-received = 🔍 Terima kasih, Kak! Bukti bayar pesanan <b>#{ $order }</b> sudah kami terima. Penjual mengecek, kabarnya datang di sini.
proof-which = Pembayaran ini untuk pesanan yang mana, Kak?
proof-nothing =
    Fotonya sudah masuk, tetapi tidak ada pesanan Kakak yang menunggu pembayaran.

    Kalau maksudnya lain, penjual siap membantu.

## Promosi dan voucher

discount-line = 🏷 { $name } −{ $amount }
discount-sale = { $name }
discount-sale-unnamed = Diskon
discount-bundle = { $name }
discount-bundle-unnamed = Paket hemat
discount-buy-get = { $name }
discount-buy-get-unnamed = Bonus
discount-voucher = Voucher { $name }
discount-voucher-unnamed = Voucher
discount-free-shipping = { $name }
discount-free-shipping-unnamed = Gratis ongkir
discount-others = Potongan lainnya
tax-added = 🧾 PPN { $amount }
tax-included = 🧾 Sudah termasuk PPN { $amount }
cart-free-shipping-lacking = 🚚 Tambah { $lacking } lagi, ongkirnya gratis
cart-free-shipping = 🚚 Ongkir keranjang ini gratis
ask-voucher = 🎟 Punya voucher, Kak? Ketik kodenya, misalnya <code>HEMAT10</code>.{ $suggestion }
voucher-again = Ketik kode lain, atau kembali dan pesan tanpa voucher.
voucher-kept =
    🎟 Voucher <b>{ $code }</b> untuk Kakak: { $terms }

    Otomatis dipotong di checkout berikutnya. Yuk lihat-lihat:
promo-off = potongan { $cut }
promo-shipping = gratis ongkir
promo-everything = semua barang
promo-more = { $names } dan { $count } lainnya
promo-from = mulai { $when }
promo-until = s/d { $when }
promo-most = maks { $amount }
promo-minimum = min belanja { $amount }
promo-first-order = khusus pesanan pertama
promo-person-limit = { $count }x per orang
promo-bundle = { $goods } sekaligus { $price }
promo-buy-get = beli { $buy } { $goods }, dapat { $get } { $gifts }
promo-same = yang sama
