### Yang dibaca pemilik toko: meja kerja, produk, pesanan, pengaturan. Pesan boleh memakai HTML, tombol tidak.

owner-section = Toko Kakak
owner-section-products = Produk
owner-section-add = Produk baru
owner-section-orders = Pesanan
owner-section-settings = Pengaturan
owner-section-zones = Pengiriman

## Tombol

owner-button-review = 🔍 Perlu dicek{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
owner-button-to-ship = 📦 Perlu dikemas{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
owner-button-unpaid = ⏳ Belum bayar{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
owner-button-low = 📉 Stok menipis{ $count ->
    [0] { "" }
   *[other] {" "}({ $count })
}
owner-button-add = ➕ Tambah produk
owner-button-products = 🏷 Produk
owner-button-orders = 📋 Semua pesanan
owner-button-settings = ⚙️ Pengaturan
owner-button-help = ❔ Daftar perintah
owner-button-lacks-product = ➕ Tambah produk pertama
owner-button-lacks-account = 💳 Isi cara pembayaran
owner-button-lacks-zone = 🚚 Isi ongkir
owner-button-publish = ✅ Tayangkan
owner-button-hide = 🙈 Sembunyikan
owner-button-delete = 🗑 Hapus
owner-button-delete-yes = Ya, hapus
owner-button-see = 👀 Lihat seperti pembeli
owner-button-price = 💰 Harga
owner-button-stock = 📦 Stok
owner-button-name = ✏️ Nama
owner-button-description = 📖 Deskripsi
owner-button-category = 🗂 Kategori
owner-button-weight = ⚖️ Berat
owner-button-photo = 📷 Tambah foto
owner-button-cost = 🧾 Modal
owner-button-drop-photo = ✖️ Hapus foto terakhir
owner-button-no-shelf = Tanpa kategori
owner-button-all = Semuanya
owner-button-undo = ↩️ Urungkan
owner-button-done = ✅ Selesai
owner-button-skip = Lewati ›
owner-button-continue = ▶️ Lanjutkan
owner-button-over = 🔄 Mulai dari awal
owner-button-deliver = 📬 Sudah diserahkan
owner-button-cancel-order = ✖️ Batalkan pesanan
owner-button-write = 💬 Tulis ke pembeli
owner-button-write-more = 💬 Tulis lagi
owner-button-next-ship = 📦 Kemas berikutnya
owner-button-shop-name = ✏️ Nama toko
owner-button-zones = 🚚 Zona ongkir
owner-button-qris = 📱 Pasang QRIS
owner-button-bank = 🏦 Tambah rekening
owner-button-ways = ➕ Cara bayar lain
owner-button-cod = 💵 Bayar di tempat (COD)
owner-button-cod-on = ✅ Tawarkan COD
owner-button-cod-off = ✕ Berhenti menawarkan
owner-button-cod-ceiling = 🔝 Total tertinggi
owner-button-cod-areas = 🗺 Daerah
owner-button-cod-refusals = 🚫 Paket yang kembali
owner-button-cod-customer = 💵 Boleh COD?
owner-button-cod-allow = ✅ Boleh COD lagi
owner-button-cod-block = 🚫 Jangan COD lagi
owner-button-delivered-paid = 💵 Diterima dan dibayar
owner-button-came-back = ↩️ Paket kembali
owner-button-came-back-yes = Ya, sudah kembali
owner-button-telegram-on = ➕ Kartu, langsung di Telegram
owner-button-telegram-off = ✅ Kartu, langsung di Telegram
owner-button-stars = ⭐ Telegram Stars
owner-button-stars-off = ✕ Tanpa Stars
owner-button-remove-account = ✕ { $name }
owner-button-papers = 🧾 Faktur dan kuitansi
owner-button-address = 📍 Alamat
owner-button-npwp = 🔢 NPWP
owner-button-remove-demo = 🧹 Hapus produk contoh
owner-button-remove-yes = Ya, hapus
owner-button-qris-yes = ✅ Ya, ini toko saya
owner-button-qris-no = Bukan, pakai yang lain
owner-button-add-zone = ➕ Tambah atau ubah zona

## Meja kerja

owner-desk = 🔑 <b>{ $shop }</b> — meja kerja Kakak
owner-desk-clear = Semua beres, belum ada yang menunggu. 🎉
owner-desk-counts =
    🔍 Pembayaran perlu dicek: <b>{ $review }</b>
    📦 Perlu dikemas dan dikirim: <b>{ $ship }</b>
    ⏳ Belum dibayar: <b>{ $unpaid }</b>
    📉 Stok menipis: <b>{ $low }</b>
owner-desk-lacks-product = ⚠️ Belum ada produk yang bisa dilihat pembeli.
owner-desk-lacks-account = ⚠️ Pembeli belum bisa bayar: pasang QRIS atau tambah rekening dulu.
owner-desk-lacks-zone = ⚠️ Belum bisa kirim paket: isi ongkir dulu.
owner-left = Oke, tidak ada yang diubah.
owner-low = 📉 <b>Stok menipis</b> — tekan salah satu untuk menambah stok.
owner-low-none = 📦 Stok aman, tidak ada yang menipis.
owner-left-pieces = sisa { $count }
owner-audit-good = ✅ Semua cocok: setiap barang dan setiap rupiah tercatat.
owner-audit-bad = ⚠️ <b>Ada { $count } yang tidak cocok:</b>
owner-audit-line = • { $what } · { $subject }: seharusnya { $expected }, tercatat { $found }
owner-more = … dan { $count } lagi
owner-nothing = kosong
owner-saved = Tersimpan ✓
owner-undone = Sudah diurungkan ✓
owner-help =
    🔑 <b>Yang bisa Kakak lakukan</b> — ketik perintahnya saja, sisanya ditanyakan.

    <b>Produk</b>
    <code>/add Kaos Polos | 85000 | S:5 M:10 L:8 | Kaos</code> — bisa juga jadi keterangan foto; baris berikutnya jadi deskripsi
    /products · <code>/products kaos</code> · <code>/product 12</code>
    <code>/price 12 79000</code> · <code>/price 12 L 79000</code>
    <code>/stock 12 L +10</code> · <code>/stock 12 L =3</code>
    /rename /describe /move /cost /weight /photo — lalu nomornya
    /show /hide /delete — lalu nomornya

    <b>Pesanan</b>
    /orders · <code>/orders belum-bayar</code> (cek, kirim, dikirim, selesai)
    <code>/order 1024</code> · <code>/confirm 1024</code> · <code>/reject 1024</code>
    <code>/ship 1024 jne JP1234567890</code> · <code>/deliver 1024</code>
    <code>/cancel_order 1024</code> · /refund · <code>/refund 1024 50000 rusak</code>

    <b>Promo</b> — perintah saja menampilkan yang sedang aktif
    <code>/voucher HEMAT10 10% min 100rb 100x s/d 31-12</code>
    <code>/sale Gajian 10% #12 s/d 31-12</code> · <code>/bundle Paket 75rb #12 #15</code> · <code>/buyget 2+1 #12</code>
    <code>/cancel_order 1024</code>
    /statement — CSV mutasi atau pesan dari bank dicocokkan dengan pesanan

    <b>Toko</b>
    /owner meja kerja · /settings nama, QRIS, rekening, ongkir · /audit cek stok dan uang
    /cancel kalau tidak jadi

## Produk

owner-products = 🏷 <b>Produk Kakak</b> ({ $count }) — 🟢 tayang, 📝 draf, 🙈 disembunyikan. Di belakang nama ada harga dan stok.
owner-products-none = 🏷 Belum ada produk. Kirim foto dengan keterangan seperti ini:
    <code>/add Kaos Polos | 85000 | S:5 M:10 L:8</code>
owner-products-found = 🏷 <b>{ $text }</b> — { $count } produk
owner-products-not-found = 🏷 Tidak ada produk yang cocok dengan <b>{ $text }</b>. Coba satu kata dari namanya: <code>/products kaos</code>
owner-pick = { $what ->
    [price] 💰 Harga produk yang mana? Tekan produknya, atau ketik nama atau nomornya. Sekali jalan: <code>/price 12 79000</code>
    [stock] 📦 Stok produk yang mana? Tekan produknya, atau ketik nama atau nomornya. Sekali jalan: <code>/stock 12 L +10</code>
    [name] ✏️ Produk mana yang ganti nama? Tekan, atau ketik nama atau nomornya. Sekali jalan: <code>/rename 12 Kaos Katun</code>
    [description] 📖 Deskripsi produk yang mana? Tekan, atau ketik nama atau nomornya. Sekali jalan: <code>/describe 12 Katun lembut</code>
    [category] 🗂 Produk mana yang pindah kategori? Tekan, atau ketik nama atau nomornya. Sekali jalan: <code>/move 12 Pakaian &gt; Kaos</code>
    [cost] 🧾 Modal produk yang mana? Tekan, atau ketik nama atau nomornya. Sekali jalan: <code>/cost 12 40000</code>
    [weight] ⚖️ Berat produk yang mana? Tekan, atau ketik nama atau nomornya. Sekali jalan: <code>/weight 12 250</code>
    [photo] 📷 Foto untuk produk yang mana? Tekan, atau ketik nama atau nomornya. Atau kirim foto dengan keterangan <code>/photo 12</code>
    [hide] 🙈 Produk mana yang disembunyikan? Tekan, atau ketik nama atau nomornya: <code>/hide 12</code>
    [show] ✅ Produk mana yang ditayangkan? Tekan, atau ketik nama atau nomornya: <code>/show 12</code>
    [delete] 🗑 Produk mana yang dihapus? Tekan, atau ketik nama atau nomornya: <code>/delete 12</code>
   *[other] 🏷 Produk yang mana? Tekan, atau ketik nama atau nomornya: <code>/product 12</code>
}
owner-pick-none = Tidak ada produk yang cocok dengan <b>{ $text }</b>.
owner-card = <b>{ $name }</b> · <code>{ $number }</code>
owner-state-draft = 📝 Draf — baru Kakak yang bisa lihat
owner-state-published = 🟢 Tayang
owner-state-hidden = 🙈 Disembunyikan dari pembeli
owner-state-deleted = 🗑 Dihapus
owner-card-price = 💰 { $price }
owner-card-stock = 📦 Stok { $count }{ $promised ->
    [0] { "" }
   *[other] {" "}({ $promised } sudah dipesan)
}
owner-card-stock-all = 📦 Total stok bebas { $count }
owner-card-variant = • { $label }: { $count }{ $promised ->
    [0] { "" }
   *[other] {" "}({ $promised } sudah dipesan)
}{ $price }
owner-card-more = 🗂 { $category } · ⚖️ { $weight } · 📷 { $photos }
owner-card-cost = 🧾 Modal { $cost }
owner-no-category = tanpa kategori
owner-weightless = tidak perlu dikirim
owner-grams = { $grams } g
owner-photos = { $count ->
    [0] belum ada foto
   *[other] { $count } foto
}
owner-added = ✨ <b>Tersimpan sebagai draf.</b> Tekan Tayangkan, langsung terlihat pembeli.
owner-now-published = Sudah tayang 🎉
owner-now-hidden = Sudah disembunyikan
owner-delete-sure = 🗑 Hapus <b>{ $name }</b> ({ $number }) untuk selamanya? Pesanan lama tetap menyimpannya. Kalau cuma sementara, sembunyikan saja.
owner-deleted = 🗑 <b>{ $name }</b> sudah dihapus.
owner-deleted-toast = Sudah dihapus

## Produk baru

owner-add-so-far = 📝 { $known }
owner-add-half-way = Tadi Kakak sudah mulai mengisi produk. Lanjutkan atau mulai dari awal?
owner-add-name = ➕ <b>Apa nama produknya?</b>
    Boleh juga langsung sebaris:
    <code>Kaos Polos | 85000 | S:5 M:10 L:8 | Kaos</code>
owner-add-price = 💰 <b>Berapa harganya?</b> Misalnya <code>85000</code> atau <code>85rb</code>
owner-add-stock = 📦 <b>Ada berapa?</b> Ketik angka seperti <code>25</code> — atau dengan ukuran: <code>S:5 M:10 L:8</code>, atau warna dan ukuran: <code>Hitam/S:5 Hitam/M:3</code>
owner-add-category = 🗂 <b>Masuk kategori apa?</b> Tekan salah satu atau ketik yang baru, misalnya <code>Pakaian &gt; Kaos</code>
owner-add-photo = 📷 <b>Kirim fotonya</b> — boleh beberapa sekaligus sebagai album.
owner-option-size = Ukuran
owner-option-colour = Warna
owner-option-choice = Pilihan

## Mengubah produk

owner-edit-now = <b>{ $name }</b> — sekarang: { $value }
owner-edit-price = 💰 Ketik harga baru, misalnya <code>79000</code> atau <code>79rb</code>
owner-edit-stock = 📦 Ketik jumlah yang ada: <code>12</code>. Atau tambah dan kurangi: <code>+10</code>, <code>-2</code>
owner-edit-name = ✏️ Ketik nama barunya.
owner-edit-description = 📖 Ketik deskripsi baru dalam satu pesan, atau <code>-</code> untuk mengosongkan.
owner-edit-category = 🗂 Tekan kategorinya atau ketik, misalnya <code>Pakaian &gt; Kaos</code>
owner-edit-cost = 🧾 Berapa modal per buah? Misalnya <code>40000</code>. Pembeli tidak pernah melihatnya.
owner-edit-weight = ⚖️ Ketik berat satu buah dalam gram: <code>250</code> atau <code>1,2 kg</code>. <code>0</code> berarti tidak perlu dikirim.
owner-edit-photo = 📷 Kirim fotonya — boleh beberapa sekaligus sebagai album.
owner-pick-variant = { $what ->
    [price] 💰 Harga <b>{ $name }</b> yang mana? Atau ketik: <code>{ $label } 79000</code>
    [stock] 📦 Stok <b>{ $name }</b> yang mana? Atau ketik: <code>{ $label } +10</code>
    [cost] 🧾 Modal <b>{ $name }</b> yang mana? Atau ketik: <code>{ $label } 40000</code>
   *[other] ⚖️ Berat <b>{ $name }</b> yang mana? Atau ketik: <code>{ $label } 250</code>
}
owner-changed = ✅ <b>{ $name }</b>
    { $what ->
    [price] 💰 Harga
    [stock] 📦 Stok
    [name] ✏️ Nama
    [description] 📖 Deskripsi
    [category] 🗂 Kategori
    [cost] 🧾 Modal
   *[other] ⚖️ Berat
}: { $before } → <b>{ $after }</b>
owner-unchanged = <b>{ $name }</b>: tidak ada yang diubah, memang sudah { $after }.
owner-photo-added = 📷 Masuk ke <b>{ $name }</b> ({ $count }). Kirim lagi, atau tekan Selesai.
owner-photos-album = 📷 Albumnya sedang dimasukkan ke <b>{ $name }</b>. Kirim lagi, atau tekan Selesai.
owner-photo-dropped = Foto terakhir sudah dihapus
owner-photo-none = Belum ada foto

## Pesanan

owner-kind-review = 🔍 Perlu dicek
owner-kind-to-ship = 📦 Perlu dikemas
owner-kind-unpaid = ⏳ Belum bayar
owner-kind-shipped = 🚚 Di jalan
owner-kind-done = ☑️ Selesai
owner-orders-all = 📋 <b>Semua pesanan</b> ({ $count })
owner-orders-review = 🔍 <b>Pembayaran perlu dicek</b> ({ $count })
owner-orders-to-ship = 📦 <b>Perlu dikemas dan dikirim</b> ({ $count })
owner-orders-unpaid = ⏳ <b>Belum dibayar</b> ({ $count })
owner-orders-shipped = 🚚 <b>Dalam perjalanan</b> ({ $count })
owner-orders-done = ☑️ <b>Sudah diterima atau berakhir</b> ({ $count })
owner-orders-none = 📋 Belum ada pesanan di sini.
owner-usage-order = Tekan pesanannya, atau ketik nomornya: <code>/order 1024</code>
owner-usage-confirm = Tekan pesanan yang uangnya sudah masuk, atau ketik: <code>/confirm 1024</code> Jumlahnya beda? <code>/confirm 1024 50000</code>
owner-usage-reject = Tekan pesanan yang buktinya salah, atau ketik: <code>/reject 1024</code>
owner-usage-cancel-order = Tekan pesanan yang dibatalkan, atau ketik: <code>/cancel_order 1024</code>
owner-usage-ship = Tekan pesanannya, atau sekali jalan: <code>/ship 1024 jne JP1234567890</code>
owner-usage-deliver = Tekan pesanan yang sudah diserahkan, atau ketik: <code>/deliver 1024</code>
owner-order-who = 👤 { $name } { $contact }
owner-confirmed = ✅ <b>Pesanan #{ $order } lunas</b> — { $amount }, dikonfirmasi oleh { $by }. { $name } sudah dikabari.
owner-confirmed-late = ⚠️ <b>Pesanan #{ $order }:</b> { $amount } dicatat oleh { $by }, tetapi pesanannya sudah berakhir dan tidak bisa lanjut. Sepakati pengembalian uang dengan { $name } ya, Kak.
owner-confirmed-toast = Sudah dikonfirmasi ✓
owner-pack-line = 📦 { $quantity } × { $name }
owner-rejected = ✖️ <b>Pesanan #{ $order }:</b> bukti ditolak oleh { $by }. { $name } diminta mengirim bukti yang lebih jelas.
owner-rejected-toast = Sudah ditolak
owner-ask-waybill = 🚚 <b>Pesanan #{ $order }</b> untuk { $recipient }, { $place }
    Kurir: <b>{ $courier }</b>

    Ketik nomor resinya. Kurir lain? Tulis di depan: <code>jnt JP1234567890</code>
owner-ask-rider = 🛵 <b>Pesanan #{ $order }</b> untuk { $recipient }, { $place }
    Kurir: <b>{ $courier }</b>

    Ketik <code>ok</code> kalau kurir sudah berangkat. Kurir lain? Tulis dengan resinya: <code>jne JP1234567890</code>
owner-no-courier = belum dipilih
owner-shipped = 🚚 <b>Pesanan #{ $order }</b> dikirim lewat { $courier }, resi <code>{ $waybill }</code>. { $name } sudah dikabari.
owner-shipped-rider = 🛵 <b>Pesanan #{ $order }</b> dikirim lewat { $courier }. { $name } sudah dikabari.
owner-delivered = Sudah diserahkan ✓
owner-canceled = Sudah dibatalkan
owner-cancel-sure = Batalkan pesanan <b>#{ $order }</b> dari { $name }? Stoknya bebas lagi dan { $name } dikabari.
owner-reply-ask = 💬 Mau bilang apa ke <b>{ $name }</b>? Ketik dalam satu pesan.
owner-replied = ✅ Jawaban Kakak sedang dikirim ke <b>{ $name }</b>.

## Pengaturan

owner-settings = ⚙️ <b>{ $shop }</b>
owner-settings-qris = 📱 QRIS: <b>{ $merchant }</b>
owner-settings-gateway = 💳 { $way } lewat { $gateway }
owner-button-gateways = 💳 Payment gateway ({ $names })
owner-gateways = 💳 <b>Cara bayar lewat gateway.</b> Terkonfirmasi sendiri, tidak perlu cek bukti. Tekan untuk menawarkan (➕) atau berhenti menawarkan (✅).
owner-settings-bank = 🏦 { $bank } <code>{ $number }</code> · { $holder }
owner-settings-no-account = ⚠️ Belum ada QRIS atau rekening: pembeli belum bisa bayar.
owner-settings-way = 💳 { $way }
owner-ways = ➕ <b>Cara bayar lain</b>
owner-ways-cod = 💵 Bayar di tempat (COD): { $on ->
    [yes] <b>ditawarkan</b>
   *[no] belum ditawarkan
}
owner-ways-telegram = 💳 Kartu, langsung di Telegram: { $on ->
    [yes] <b>ditawarkan</b>
   *[no] belum ditawarkan
}
owner-ways-telegram-no = 💳 Kartu, langsung di Telegram: { $on ->
    [yes] <b>belum bisa</b>, token penyedia pembayaran tidak ada
   *[no] minta token penyedia pembayaran di @BotFather, lalu isi PAYMENT_PROVIDER_TOKEN
}
owner-ways-stars = ⭐ Telegram Stars, hanya untuk barang digital: { $on ->
    [yes] <b>ditawarkan</b>, { $rate } Stars untuk 1.000
   *[no] belum ditawarkan
}
owner-set-stars = ⭐ 1.000 rupiah itu berapa Stars? Misalnya <code>5</code> atau <code>4,8</code>. Pecahan dibulatkan ke atas.
owner-set-cod-ceiling = 🔝 COD paling banyak untuk total berapa? Misalnya <code>500000</code>; <code>-</code> berarti berapa saja.
owner-set-cod-areas = 🗺 Di daerah mana kurir menerima tunai? Ketik provinsi, kota, atau kecamatan, satu per baris; <code>*</code> berarti semua daerah.
owner-set-cod-refusals = 🚫 Setelah berapa paket kembali, pembeli tidak boleh COD lagi? <code>0</code> berarti tidak pernah; bisa juga diputuskan di kartu pesanan.
owner-cod = 💵 <b>Bayar di tempat (COD)</b>: { $on ->
    [yes] ditawarkan
   *[no] belum ditawarkan
}
owner-cod-any = berapa saja
owner-cod-ceiling = Total tertinggi: <b>{ $ceiling }</b>
owner-cod-areas = Daerah: <b>{ $areas }</b>
owner-cod-refusals = { $count ->
    [0] Tidak ada yang diblokir otomatis saat paket kembali.
   *[other] Pembeli diblokir setelah { $count } paket kembali.
}
owner-cod-customer = 💵 <b>{ $name }</b>: { $refused ->
    [0] belum ada paket kembali
   *[other] { $refused } paket kembali
}. { $blocked ->
    [yes] <b>Tidak</b> boleh COD.
   *[no] Boleh COD.
}
owner-came-back = Barangnya kembali ke stok
owner-came-back-blocked = Barangnya kembali ke stok; pembeli ini tidak bisa COD lagi
owner-came-back-sure = ↩️ Paket pesanan <b>#{ $order }</b> benar sudah kembali? Pesanan berakhir tanpa dibayar, barangnya kembali ke stok, dan ini dihitung untuk { $name }.
owner-settings-zones = 🚚 Zona ongkir: { $count }
owner-set-name = ✏️ Nama toko sekarang <b>{ $now }</b>. Ketik nama barunya.
owner-set-bank = 🏦 Ketik bank, nomor, dan nama dalam satu baris:
    <code>BCA | 1234567890 | Melati Putri</code>
owner-set-qris = 📱 Kirim foto stiker QRIS Kakak, lurus dan terang — atau teks kodenya.
owner-set-zone = 🚚 Ketik daerah, kurir, ongkir per kilogram, dan lama hari:
    <code>Jawa Barat | jne reg | 12000 | 2-3</code>
    Nama kota juga bisa, dan <code>*</code> berarti semua daerah. Boleh beberapa baris sekaligus.
owner-papers =
    🧾 <b>Faktur dan kuitansi</b>
    Selain nama toko, di situ tertulis:

    📍 { $address }
    NPWP { $npwp }
owner-set-address = 📍 Ketik alamat yang tertulis di faktur, atau <code>-</code> kalau tidak perlu. Sekarang: <b>{ $now }</b>
owner-set-npwp = 🔢 Ketik NPWP Kakak, 15 atau 16 angka, atau <code>-</code> kalau tidak perlu. Sekarang: <b>{ $now }</b>
owner-qris-found = 📱 Kode ini membayar ke <b>{ $merchant }</b>, { $city }. Betul ini toko Kakak?
owner-qris-saved = QRIS tersimpan ✓
owner-removed = Sudah dihapus
owner-removed-before = Memang sudah dihapus
owner-remove-account-sure = Berhenti menerima uang lewat <b>{ $name }</b>? Pesanan yang sudah dibuat tetap menunggu uangnya di sana.
owner-remove-demo-sure = 🧹 Hapus semua produk contoh? Produk Kakak sendiri tetap ada.
owner-demo-removed = { $count ->
    [0] Produk contoh sudah tidak ada
   *[other] { $count } produk contoh dihapus
}
owner-zones = 🚚 <b>Zona ongkir</b> ({ $count }) — untuk kurir yang sama, daerah yang paling kecil yang dipakai. Tekan untuk menghapus.
owner-zones-none = 🚚 Belum ada zona ongkir, jadi paket belum bisa dikirim. Tambah yang pertama ya, Kak.
owner-everywhere = Semua daerah
owner-remove-zone-sure = Hapus <b>{ $zone }</b>?
owner-which-area = <b>{ $text }</b> yang mana?
owner-zone-line = • { $zone }
owner-zones-saved = ✅ <b>Tersimpan.</b> Ketik zona berikutnya, atau tekan Selesai.

## Apa yang tidak berhasil

owner-number-unreadable = “{ $text }” belum terbaca sebagai angka. Tulis seperti 12.
owner-number-missing = “{ $text }” bukan nomor produk atau pesanan. Tulis seperti 12 atau 1024.
owner-product-unknown = Tidak ada produk nomor { $number }. Lihat semua nomornya di /products.
owner-order-unknown = Tidak ada pesanan nomor { $number }. Lihat semuanya di /orders.
owner-name-unreadable = “{ $text }” tidak bisa dicari orang. Nama perlu huruf atau angka, misalnya Kaos Polos.
owner-price-zero = Harganya nol. Tulis harga jualnya, misalnya 85000.
owner-weight-unreadable = “{ $text }” belum terbaca sebagai berat. Tulis gram seperti 250, atau 1,2 kg.
owner-stock-unreadable = Stok: “{ $text }” belum terbaca. Tulis angka seperti 25, atau pilihan seperti S:5 M:10 L:8.
owner-stock-change-unreadable = Stok: “{ $text }” belum terbaca. Tulis 12 untuk mengisi, atau +10 dan -2 untuk mengubah. Dengan pilihan: L +10.
owner-stock-below-nothing = Stok { $name } cuma { $count }, jadi tidak bisa dikurangi sebanyak itu. Tulis =0 kalau memang habis.
owner-options-uneven = Pilihan: “{ $label }” tidak cocok dengan “{ $example }”. Tulis semua varian dengan pilihan yang sama, misalnya Hitam/S:5 Hitam/M:3.
owner-too-many-parts = Ada { $parts } bagian, paling banyak { $limit }: nama | harga | stok | kategori | berat. Contoh: Kaos Polos | 85000 | S:5 M:10 | Kaos | 250
owner-which-variant = Yang mana? Pilihannya: { $choices }. Tulis sebelum angkanya: { $example }
owner-changed-since = Sudah diubah lagi setelah itu, jadi tidak ada yang diurungkan.
owner-form-over = Pertanyaan ini sudah dijawab.
owner-bank-line-unreadable = Rekening: perlu tiga bagian dalam satu baris. Contoh: BCA | 1234567890 | Melati Putri
owner-npwp-wrong = “{ $text }” bukan NPWP. Isinya 15 atau 16 angka, misalnya 01.234.567.8-901.000, atau - kalau tidak perlu.
owner-zone-line-unreadable = Zona ongkir: “{ $text }” belum terbaca. Contoh: Jawa Barat | jne reg | 12000 | 2-3
owner-courier-unknown = Kurir: “{ $text }” belum dikenal. Yang dikenal: { $choices }.
owner-area-not-found = Daerah: “{ $text }” belum dikenal. Tulis provinsi atau kota, misalnya Jawa Barat atau Kota Bandung, atau * untuk semua.
owner-area-unclear = Daerah: “{ $text }” bisa berarti { $choices }. Tolong tulis lengkap.
owner-answer-too-long = Jawabannya terlalu panjang: { $length } huruf, paling banyak { $limit }. Tolong dipendekkan.
owner-order-kind-unknown = Daftar “{ $text }” tidak ada. Pilihannya: belum-bayar, cek, kirim, dikirim, selesai.
owner-waybill-missing = Nomor resi { $courier } belum ada. Contoh: /ship { $order } { $code } JP1234567890
owner-no-account-for-statement = Belum ada rekening toko. Isi dulu di /settings, lalu kirim mutasinya lagi.

statement-reason-several-orders = cocok dengan lebih dari satu pesanan
statement-reason-already-paid = uang untuk pesanannya sudah masuk
statement-reason-twice = jumlah yang sama masuk dua kali
statement-reason-late = pesanannya sudah berakhir
statement-reason-canceled = pesanannya sudah dibatalkan
statement-reason-older-than-order = lebih lama dari pesanannya
statement-reason-other-order-named = menyebut pesanan lain
statement-reason-partial = kurang dari pesanan yang disebut
statement-reason-over = lebih dari pesanan yang disebut
statement-reason-without-code = tanpa kode unik
statement-reason-other-account = ditunggu di rekening lain
statement-reason-slip = satu angka berbeda
statement-reason-near = hampir sama jumlahnya
statement-reason-nothing-fits = tidak cocok dengan pesanan mana pun

## Promosi

owner-section-promos = Promo
owner-button-promos = 🎁 Promo
owner-button-promo-voucher = 🎟 Voucher
owner-button-promo-sale = 🏷 Diskon
owner-button-promo-bundle = 🧺 Paket hemat
owner-button-promo-buyget = 🎁 Beli dapat
owner-button-promo-add = ➕ Tambah
owner-button-promo-end-yes = Ya, akhiri
owner-button-free-shipping = 🚚 Gratis ongkir
owner-button-tax = 🧾 PPN
owner-promos = 🎁 <b>Promo</b> — mau bikin apa?
owner-promo-voucher = 🎟 <b>Voucher</b> ({ $count }) — kode yang diketik pembeli saat checkout
owner-promo-sale = 🏷 <b>Diskon</b> ({ $count }) — produk atau kategori yang lebih murah untuk sementara
owner-promo-bundle = 🧺 <b>Paket hemat</b> ({ $count }) — dibeli sekaligus, satu harga
owner-promo-buyget = 🎁 <b>Beli dapat</b> ({ $count }) — beli sekian, dapat lagi
owner-promo-line = • <b>{ $name }</b> — { $text }
owner-promo-line-unnamed = • { $text }
owner-voucher-uses = terpakai { $uses }×
owner-voucher-uses-of = terpakai { $uses } dari { $limit }
owner-voucher-link = Lewat tautan ini voucher terpasang sendiri: { $link }
owner-voucher-not-on = Tidak ada voucher <b>{ $code }</b> yang aktif.
owner-promo-created = ✅ <b>Sudah dipasang.</b>
owner-promo-ended = Diakhiri ✓
owner-promo-end-sure = Akhiri <b>{ $promotion }</b>? Pesanan yang sudah memakainya tidak berubah.
owner-usage-voucher = Satu baris: <code>/voucher HEMAT10 10% min 100rb max 20rb 100x 1/orang s/d 31-12</code>
    Bisa juga <code>20rb</code> atau <code>gratis ongkir</code> sebagai ganti persen, <code>#12 #15</code> untuk produk, <code>pesanan pertama</code>, <code>kategori Kaos</code> di akhir. <code>/voucher HEMAT10 mati</code> mengakhirinya.
owner-usage-sale = Satu baris: <code>/sale Gajian 10% #12 #15 s/d 31-12 21:00</code> — atau <code>kategori Kaos</code> di akhir; tanpa barang berarti semua.
owner-usage-bundle = Satu baris: <code>/bundle Paket Ngopi 75rb #12 #15</code>
owner-usage-buyget = Satu baris: <code>/buyget 2+1 #12</code> (beli 2 dapat 1) — atau <code>/buyget 1+1 50% #12 &gt; #15</code>: tiap 12 dapat 15 setengah harga.
owner-ask-promo-code = 🎟 <b>Kode apa yang diketik pembeli?</b> Misalnya <code>HEMAT10</code>
owner-ask-promo-cut = 💸 <b>Potongannya berapa?</b> <code>10%</code> atau <code>20rb</code>; untuk voucher bisa juga <code>gratis ongkir</code>
owner-ask-promo-terms = 📋 <b>Ada syaratnya?</b> Dalam satu pesan, misalnya
    <code>min 100rb max 20rb 100x 1/orang s/d 31-12</code>
    Bisa juga <code>#12</code> untuk produk, <code>pesanan pertama</code>, <code>kategori Kaos</code>. Atau lewati.
owner-ask-promo-goods = 🏷 <b>Barang yang mana?</b> Nomor produk seperti <code>#12 #15</code>, atau <code>kategori Kaos</code>. Lewati untuk semua barang.
owner-ask-promo-products = 🧺 <b>Produk mana yang digabung?</b> Nomornya, seperti <code>#12 #15</code>; nomor yang sama dua kali berarti dua buah.
owner-ask-promo-price = 💰 <b>Harga sepaketnya berapa?</b> Misalnya <code>75rb</code>
owner-ask-promo-counts = 🎁 <b>Beli berapa, dapat berapa?</b> <code>2+1</code> artinya beli dua dapat satu.
owner-ask-promo-until = ⏰ <b>Sampai kapan?</b> Misalnya <code>s/d 31-12</code> atau <code>s/d 21:00</code>; bisa juga <code>dari 1-12 s/d 5-12</code>. Lewati kalau tanpa batas.
owner-ask-promo-name = ✏️ <b>Apa yang dibaca pembeli?</b> Misalnya <i>Diskon Gajian</i>
owner-settings-free-shipping = 🚚 Gratis ongkir mulai <b>{ $amount }</b>
owner-settings-tax-included = 🧾 Harga sudah termasuk PPN
owner-settings-tax-added = 🧾 PPN ditambahkan ke harga
owner-set-free-shipping = 🚚 Gratis ongkir mulai belanja berapa? Misalnya <code>200rb</code>, atau <code>-</code> kalau tidak ada.
owner-set-tax = 🧾 <b>PPN</b> — untuk toko yang PKP: efektif 11% (12% dari 11/12 harga) atas barang dan ongkir, setelah potongan.
owner-tax-off = Tanpa PPN
owner-tax-included = Harga saya sudah termasuk
owner-tax-added = Tambahkan ke harga saya
owner-term-unreadable = “{ $text }” belum terbaca. Contoh: /voucher HEMAT10 10% min 100rb 100x s/d 31-12
owner-date-unreadable = Tanggal: “{ $text }” belum terbaca. Tulis seperti 31-12, 2026-12-31, besok atau 21:00.
owner-category-unknown = Kategori: “{ $text }” tidak ada. Yang ada: { $choices }
owner-category-unclear = Kategori: “{ $text }” bisa berarti { $choices }. Tulis jalur lengkapnya.
owner-bundle-price = Harga paketnya berapa? Tulis satu harga. Contoh: /bundle 75rb #12 #15
owner-counts-missing = Beli berapa, dapat berapa? Tulis seperti 2+1. Contoh: /buyget 2+1 #12
owner-cannot-cancel = Pesanan #{ $order } sudah dibayar ({ $state }), jadi tidak bisa langsung dibatalkan. Kembalikan uangnya dengan /refund { $order }; kalau semua barangnya dikembalikan, pesanannya batal.
