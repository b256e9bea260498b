### Apa yang tidak berhasil dan apa langkah berikutnya. Tampil sebagai dialog (200 huruf) atau pesan.

error-unknown = Belum berhasil, dan tidak ada yang berubah. Coba lagi atau hubungi penjual ya, Kak.
error-ours = Ada yang rusak di pihak kami. Tidak ada yang hilang: coba lagi sebentar lagi ya, Kak.
error-old-button = Tombol ini dari pesan lama dan sudah tidak berlaku. Semuanya masih ada di sini:
error-not-allowed = Hanya pengelola toko yang bisa melakukan ini.
error-gone = Yang ini sudah tidak ada. Lihat yang tersedia:
error-claim-spent = Tautan pemilik ini sudah dipakai atau kedaluwarsa. Jalankan ulang toko untuk mendapat yang baru.
error-amount = “{ $text }” belum terbaca sebagai jumlah uang. Tulis seperti 85000 atau 85.000.
slow-down = Satu-satu ya, Kak 🙂

error-product-gone = Produk ini sudah tidak dijual. Lihat yang lain, Kak:
error-variant-gone = Varian ini sudah tidak dijual.
error-category-gone = Kategori ini sudah tidak ada. Ini isi tokonya:
out-of-stock = { $name }: { $available ->
    [0] baru saja habis.
   *[other] tinggal { $available }.
} Kakak mau { $wanted }. Tidak ada yang berubah.
error-stock-too-low = { $name }: { $allocated } sudah dijanjikan ke pesanan, jadi stok tidak bisa turun ke { $wanted }.
error-allocation-missing = { $name }: stok tidak cocok dengan pesanan. Jalankan /audit.
error-number-out-of-range = { $number } tidak bisa dipakai. Pilih angka dari { $lowest } sampai { $highest }.
error-variant-unclear = “{ $wanted }” itu yang mana? Pilihannya: { $choices }
error-variant-mismatch = “{ $label }” tidak cocok dengan pilihannya. Setiap varian perlu satu nilai dari tiap pilihan.
error-variant-twice = “{ $label }” tertulis dua kali. Tulis tiap varian sekali saja.
error-too-many-variants = Variannya terlalu banyak; satu produk paling banyak { $limit }.
error-too-many-options = Pilihannya terlalu banyak; satu produk paling banyak { $limit }.
error-name-missing = Namanya belum ada. Contoh: Kaos Polos
error-name-too-long = Namanya terlalu panjang ({ $length }); paling banyak { $limit } huruf.
error-description-too-long = Deskripsinya terlalu panjang ({ $length }); paling banyak { $limit } huruf.
error-price-missing = Harganya belum ada. Contoh: 85000
error-sku-taken = SKU { $sku } sudah dipakai produk lain.
error-photo-refused = { $reason ->
    [too-big] Gambarnya terlalu besar. Kirim yang lebih kecil ya (paling besar 10 MB).
    [too-many] Produk ini sudah punya { $limit } foto. Hapus satu dulu.
    [missing] Gambarnya sudah tidak ada. Tolong kirim lagi.
   *[other] Ini belum terbaca sebagai gambar. Tolong kirim foto (JPG atau PNG).
}

error-quantity = { $quantity } tidak bisa dipakai. Pilih angka dari 1 sampai { $largest }.
error-not-on-sale = { $name } sedang tidak dijual.
error-cart-full = Keranjang penuh ({ $limit } macam barang). Checkout dulu atau hapus sebagian ya, Kak.
error-cart-empty = Keranjangnya masih kosong. Isi dulu ya, Kak.
error-field-empty = Masih kosong: { $field }. Tolong ketik dalam satu pesan.
error-field-too-long = Terlalu panjang untuk { $field }: { $length } huruf, paling banyak { $limit }. Tolong dipendekkan.
error-district-unknown = Kecamatan ini tidak dikenal. Pilih dari daftar ya, Kak.
error-no-courier-there = Belum ada kurir kami ke { $place }. Pilih kecamatan lain atau tanya kami.
error-shipping-gone = Kurir ini sudah tidak melayani { $place }. Pilih yang lain ya, Kak.
error-account-gone = Cara bayar ini sudah tidak tersedia. Pilih yang lain ya, Kak.
error-qris-order-too-large = Satu pembayaran QRIS paling banyak { $limit }. Pilih transfer bank ya, Kak.
error-cod = Belum bisa bayar di tempat: { $reason ->
    [digital] pesanan ini tidak ada yang diantar ke rumah.
    [area] kurir tidak menerima tunai di alamat ini.
    [ceiling] paling banyak { $limit }.
    [blocked] paket Kakak sebelumnya kembali tanpa dibayar.
   *[other] pesanan ini dibayar dulu sebelum dikirim.
} Silakan pilih cara bayar lain, Kak.
error-stars-rate = “{ $text }” bukan jumlah Stars. Tulis seperti 5 atau 4,8.
error-bill-over = Tagihan ini tidak berlaku lagi: pesanan #{ $order_id } sudah berakhir atau dibayar dengan cara lain. Tidak ada uang yang ditarik.
error-bill-paid = Pesanan #{ $order_id } sudah dibayar. Tidak ada uang yang ditarik.
error-bill-under-way = Pembayaran pesanan #{ $order_id } sedang diproses. Kalau tidak berhasil, coba lagi dua menit lagi, Kak. Kali ini tidak ada uang yang ditarik.
error-bill-wrong = Tagihan ini tidak cocok lagi dengan pesanan #{ $order_id }. Silakan buka yang baru, Kak. Tidak ada uang yang ditarik.
error-not-at-the-door = Pesanan #{ $order_id } tidak sedang menunggu dibayar di tempat ({ $state }), jadi tidak bisa dikembalikan lewat sini.
error-area-unknown = Daerah ini tidak dikenal. Tulis provinsi atau kota, misalnya Jawa Barat atau Kota Bandung.
error-service-unreadable = “{ $text }” terlalu panjang untuk { $field }. Tulis singkat, misalnya jne reg.
error-shipping-rate = { $rate } tidak bisa dipakai sebagai ongkir. Tulis seperti 12000.
error-zone-gone = Zona ini sudah tidak ada.
error-account-number = “{ $number }” bukan nomor rekening. Tulis angkanya saja, misalnya 1234567890.
error-checkout-stale = Tombol pesan ini sudah dipakai atau terlalu lama. Buka keranjang untuk checkout lagi ya, Kak.
error-quote-changed = Ada yang berubah sejak tadi. Belum ada yang dipesan; tolong cek lagi.
error-details-missing = Masih ada yang kurang: { $first }. Buka checkout lagi, nanti ditanyakan.
error-order-too-large = Satu pesanan paling banyak { $limit }. Tolong dibagi ya, Kak.
error-nothing-to-pay = Tidak ada yang perlu dibayar untuk pesanan ini. Silakan hubungi penjual.
error-amounts-exhausted = Sedang terlalu banyak pesanan dengan jumlah ini. Pilih cara bayar lain, atau coba lagi nanti.
error-order-gone = Pesanan itu tidak ada di daftar Kakak. Pilihannya:
error-payment-gone = Pembayaran ini sudah tidak ada.
error-already-done = Sudah beres: pesanan #{ $order_id } — { $state }.
error-too-late-to-cancel = Pesanan #{ $order_id } sudah tidak bisa dibatalkan ({ $state }). Silakan hubungi penjual.
error-proof-waiting = Pembayaran pesanan #{ $order_id } sedang kami cek. Hubungi penjual kalau mau membatalkan.
error-no-proof-waiting = Tidak ada bukti bayar yang menunggu untuk pesanan #{ $order_id }.
error-newer-proof = Ada foto lebih baru untuk pesanan #{ $order_id }. Lihat dulu: /order { $order_id }
error-proof-refused-before = Foto yang ini belum membuktikan pembayaran pesanan #{ $order_id }. Kirim foto lain, atau tanya kami.
error-too-many-proofs = Sudah ada { $limit } foto untuk pesanan #{ $order_id }. Silakan hubungi penjual.
error-not-paid-yet = Pesanan #{ $order_id } belum lunas ({ $state }). Konfirmasi pembayarannya dulu.
error-not-shipped-yet = Pesanan #{ $order_id } belum dikirim ({ $state }).
error-phone = Ini belum terbaca sebagai nomor HP. Tulis seperti 0812 3456 7890, atau dengan kode negara seperti +65 8123 4567.
error-waybill = “{ $typed }” sepertinya bukan nomor resi. Isinya { $shortest } sampai { $longest } huruf dan angka, misalnya JP1234567890.

error-qris-unreadable = QRIS-nya belum ketemu. Foto seluruh stiker lurus dan terang, atau kirim teks kodenya.
error-qris-truncated = Kode QRIS ini terpotong. Kirim teks lengkapnya, atau foto seluruh stiker.
error-qris-checksum = Kode QRIS ini rusak: angka pemeriksanya tidak cocok. Tolong foto ulang stikernya.
error-qris-foreign = Ini bukan QRIS rupiah Indonesia. Tolong kirim stiker QRIS toko Kakak.
error-qris-not-static = Kode QRIS ini sudah berisi jumlah. Kirim kode statis dari stiker, yang tanpa jumlah.
error-qris-too-large = Satu pembayaran QRIS paling banyak { $limit }. Pilih transfer bank ya.
error-qris-too-small = Jumlah ini terlalu kecil untuk QRIS.
error-payment-under-way = Pembayaran pesanan #{ $order_id } sudah ada di kami. Hubungi penjual kalau mau bayar dengan cara lain ya, Kak.
error-sum = { $amount } tidak mungkin masuk. Ketik jumlahnya seperti <code>/confirm 1024 50000</code>.
error-currency = Pesanan #{ $order_id } dalam { $expected }, tetapi uang ini { $currency }. Tolong selesaikan langsung.
error-key-reused = Uang ini sudah pernah dicatat dengan jumlah lain. Tidak ada yang diubah; tolong periksa.
error-proof-gone = Foto ini sudah tidak ada.
error-bank-line-gone = Baris mutasi ini sudah tidak ada.
error-bank-line-done = { $amount } ini sudah diputuskan. Tidak ada yang berubah.
error-address-gone = Alamat ini sudah tidak tersimpan. Pilih yang lain ya, Kak.

error-gateway = Cara bayar ini sedang tidak bisa dipakai, dan belum ada yang ditagih. Pilih cara bayar lain ya, Kak.
error-gateway-unreachable = Layanan pembayaran sedang tidak menjawab. Coba lagi sebentar lagi, atau pilih cara bayar lain ya, Kak.
error-gateway-busy = Layanan pembayaran sedang ramai. Coba lagi semenit lagi ya, Kak.
error-gateway-unreadable = Jawaban layanan pembayaran di luar dugaan. Pilih cara bayar lain, atau hubungi penjual ya, Kak.
error-gateway-refused = Layanan pembayaran menolak pembayaran ini. Pilih cara bayar lain ya, Kak.
error-gateway-keys = Layanan pembayaran tidak mengenal kunci toko ini. Pilih cara bayar lain ya, Kak; toko perlu memeriksa kuncinya.
error-gateway-reference = Pembayaran ini sudah pernah dimulai. Lihat pesanannya, atau pilih cara bayarnya sekali lagi ya, Kak.
error-gateway-charge-gone = Layanan pembayaran tidak (lagi) mengenal pembayaran ini.
error-gateway-method = Cara bayar ini tidak tersedia di sini. Pilih yang lain ya, Kak.
error-gateway-amount-small = Cara bayar ini mulai dari { $limit }. Pilih yang lain ya, Kak.
error-gateway-amount-large = Satu pembayaran seperti ini paling banyak { $limit }. Pilih yang lain ya, Kak.
error-gateway-phone = Dompet ini dicari lewat nomor HP. Isi nomor HP dulu ya, Kak.
error-gateway-refund = { $reason ->
    [no-api] Layanan pembayaran ini tidak bisa mengembalikan uang sendiri.
    [method] Pembayaran seperti ini tidak bisa dikembalikan otomatis.
    [funds] Saldo di layanan pembayaran tidak cukup untuk pengembalian ini.
    [amount] Jumlahnya lebih dari yang masih bisa dikembalikan.
    [state] Pembayaran ini belum lunas, atau sudah pernah dikembalikan.
   *[other] Layanan pembayaran menolak mengembalikan uangnya.
} Kembalikan lewat transfer, lalu catat ya.
error-gateway-unknown = Tidak ada layanan pembayaran “{ $provider }”. Yang ada: { $known }
error-gateway-credentials = { $provider }, { $part }: { $problem ->
    [missing] ini belum diisi.
    [unknown] bagian ini tidak ada.
    [mode] kunci ini milik mode yang lain (uji coba atau sungguhan).
   *[unreadable] ini sepertinya salah. Salin sekali lagi, lengkap dan tanpa spasi.
}
error-notification = Pemberitahuan ini tidak diterima.
error-notification-forged = Pemberitahuan ini bukan dari layanan pembayaran.
error-notification-unreadable = Pemberitahuan ini tidak terbaca.
error-notification-foreign = Pemberitahuan ini bukan tentang kita.
error-statement = Mutasi ini tidak bisa dipakai. Kirim file CSV dari internet banking, ya.
error-statement-empty = Mutasi ini kosong. Silakan unduh lagi.
error-statement-too-large = Terlalu banyak sekaligus: paling besar { $megabytes } MB. Pilih periode yang lebih pendek, ya.
error-statement-too-long = { $lines } transfer sekaligus terlalu banyak, paling banyak { $limit }. Mohon pilih periode yang lebih pendek.
error-statement-not-fetched = Filenya tidak sampai. Mohon kirim sekali lagi.
error-statement-not-text = { $kind ->
    [excel] Ini file Excel. Pilih CSV di internet banking, atau simpan sebagai CSV dulu.
    [pdf] Ini PDF. Pilih CSV di internet banking, ya.
    [picture] Ini gambar. Kirim file CSV dari internet banking, ya.
    [archive] Ini arsip. Buka dulu, lalu kirim file CSV di dalamnya.
    [page] Ini halaman web. Pilih CSV di internet banking, ya.
   *[other] Ini bukan file teks. Kirim file CSV dari internet banking, ya.
}
error-statement-unclosed = Baris { $line }: ada tanda kutip yang dibuka tapi tidak ditutup. Silakan unduh filenya lagi.
error-statement-no-table = Tidak ada tabel di file ini ({ $lines } baris). Kirim file CSV dari internet banking, ya.
error-statement-foreign = Baris { $line }: ini { $code }, toko menerima rupiah.
error-statement-row = Baris { $line }: { $problem ->
    [date] “{ $text }” tidak terbaca sebagai tanggal.
    [amount] “{ $text }” tidak terbaca sebagai jumlah uang.
    [direction] “{ $text }”: tidak jelas uang ini masuk atau keluar.
    [both-sides] Ada uang di kedua sisi ({ $text }).
    [too-many-cells] Isi baris ini lebih banyak dari kolom tabelnya: { $text }
   *[column] Tidak ada kolom seperti itu: { $text }
}
error-notice-unreadable = “{ $text }” — { $problem ->
    [several-amounts] Ada beberapa jumlah, tidak jelas mana yang dimaksud. Kirim satu pesan saja, ya.
    [direction] Tidak jelas apakah uang ini masuk.
   *[amount] Tidak ada jumlah uang di sini. Teruskan pesan bank seutuhnya, ya.
}
error-paper-sum = Angka-angka { $number } tidak cocok, jadi berkasnya tidak dibuat. Jalankan /audit, ya.

error-voucher-unknown = Kode { $code } tidak ada atau sudah tidak berlaku. Cek lagi ejaannya ya Kak, atau pesan tanpa kode.
error-voucher-not-yet = Voucher { $code } mulai berlaku { $starts_at }. Kembali lagi nanti ya Kak, atau pesan tanpa voucher.
error-voucher-over = Voucher { $code } sudah lewat masa berlakunya. Kakak tetap bisa pesan tanpa voucher.
error-voucher-used-up = Kuota voucher { $code } sudah habis. Kakak tetap bisa pesan tanpa voucher.
error-voucher-used-by-you = Voucher { $code } sudah Kakak pakai; berlaku { $limit } kali per orang.
error-voucher-first-order = Voucher { $code } khusus pesanan pertama. Kakak tetap bisa pesan tanpa voucher.
error-voucher-minimum = Voucher { $code } perlu belanja minimal { $minimum }; kurang { $lacking } lagi Kak.
error-voucher-not-for-these = Voucher { $code } tidak berlaku untuk barang yang Kakak pilih.
error-voucher-nothing-left = Voucher { $code } tidak mengurangi apa-apa di pesanan ini. Simpan untuk lain kali ya Kak.
error-voucher-code = “{ $text }” tidak bisa jadi kode. Pakai 3 sampai 20 huruf dan angka, misalnya HEMAT10.
error-voucher-code-taken = Voucher { $code } sudah ada. Matikan dulu, atau pilih kode lain.
error-promotion-cut = Potongannya berapa? Tulis persen atau jumlah, misalnya 10% atau 20rb.
error-promotion-percent = { $percent }% tidak bisa. Tulis persen dari 1% sampai 100%.
error-promotion-count = { $count } tidak bisa di sini. Pilih angka dari 1 sampai { $largest }.
error-promotion-window = Berakhirnya sebelum mulai. Tulis akhir yang lebih lambat, misalnya s/d 31-12.
error-bundle-size = Satu paket berisi 2 sampai { $most } produk; yang terbaca { $count }. Contoh: #12 #15
error-promotion-product = Tidak ada produk nomor { $product_id }. Cari dengan /products.
error-promotion-gone = Promo ini sudah berakhir.
