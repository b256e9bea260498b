### Tombol dan kata yang dipakai banyak layar. Pesan boleh memakai HTML, tombol tidak.

button-shop = 🛍 Belanja
button-search = 🔎 Cari
button-cart = 🛒 Keranjang
button-cart-count = 🛒 Keranjang{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
button-orders = 📦 Pesanan saya
button-help = ❔ Bantuan
button-home = 🏠 Beranda
button-back = ‹ Kembali
button-back-cart = ‹ Kembali ke keranjang
button-language = Bahasa
button-owner = 🔑 Kelola toko
button-manage = ✏️ Kelola produk
button-add = 🛒 Masukkan keranjang
button-buy = ⚡ Beli sekarang
button-share = 🔗 Salin tautan
button-ask = 💬 Tanya
button-human = 💬 Hubungi penjual
button-description = 📖 Deskripsi lengkap
button-checkout = ✅ Checkout
button-place = ✅ Buat pesanan · { $total }
button-pay = 💳 Cara bayar
button-order = 📦 Pesanan
button-track = 🚚 Lacak
button-received = 🎉 Sudah diterima
button-again = 🔁 Beli lagi
button-problem = 💬 Ada masalah
button-cancel-order = ✖️ Batalkan pesanan
button-cancel-yes = Ya, batalkan
button-leave = ✖️ Tinggalkan pertanyaan ini
button-confirm = ✅ Konfirmasi pembayaran
button-reject = ✖️ Tolak
button-ship = 🚚 Kirim
button-reply = ↩️ Balas
button-copy-number = 📋 Salin nomor rekening
button-copy-amount = 📋 Salin jumlah
button-copy-waybill = 📋 Salin resi
button-courier-page = 🌐 Situs kurir
button-edit-address = 📍 Alamat
button-edit-shipping = 🚚 Kurir
button-edit-payment = 💳 Pembayaran
button-edit-note = 📝 Catatan
button-edit-recipient = 👤 Penerima
button-edit-phone = 📱 No. HP
button-edit-street = 🏠 Alamat jalan
button-edit-district = 🗺 Kecamatan
key-share-phone = 📱 Bagikan nomor HP saya

section-shop = Belanja
section-search = Cari
section-cart = Keranjang
section-checkout = Checkout
section-payment = Pembayaran
section-orders = Pesanan saya
section-help = Bantuan

plain = { $text }
price-from = mulai { $price }
stock-none = habis
stock-few = sisa { $count }
days = { $days } hari
method-qris = QRIS
method-bank = Transfer bank

state-pending-payment = menunggu pembayaran
state-review = pembayaran dicek
state-processing = sedang dikemas
state-partially-fulfilled = sebagian dikirim
state-fulfilled = dalam perjalanan
state-completed = sudah diterima
state-canceled = dibatalkan
state-expired = kedaluwarsa
state-created = menunggu pembayaran
state-pending-review = sedang dicek
state-settled = lunas
state-declined = ditolak
state-voided = berakhir

field-recipient = penerima
field-phone = nomor HP
field-street = alamat
field-district = kecamatan
field-shipping = kurir
field-payment = pembayaran
field-note = catatan
field-name = nama
field-bank = bank
field-number = nomor
field-holder = atas nama
field-courier = kurir
field-service = layanan

command-shop = Lihat-lihat toko
command-search = Cari produk
command-cart = Keranjang
command-orders = Pesanan
command-help = Bantuan
command-language = Bahasa · Language
command-owner = Meja kerja
command-add = Tambah produk
command-products = Daftar produk
command-ship = Kirim pesanan
command-settings = Pengaturan toko
command-audit = Periksa stok dan uang
