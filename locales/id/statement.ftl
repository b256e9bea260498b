### Yang dibaca pemilik toko tentang mutasi rekening. Pesan boleh memakai HTML, tombol tidak.

statement-section = Mutasi rekening
statement-button-waiting = 🔎 { $account } ({ $count } belum beres)
statement-button-right = ✅ Ya
statement-button-wrong = Bukan, saya pilih sendiri
statement-button-only-in = Hanya uang masuk
statement-button-beside = Masuk dan keluar; tandanya di kolom lain
statement-button-within = Masuk dan keluar; ada CR/DB atau + − di situ
statement-button-unmarked = Jumlah tanpa tanda berarti masuk
statement-button-confirm = ✅ Konfirmasi semua ({ $count })
statement-button-aside = ➖ Kesampingkan yang tidak cocok ({ $count })
statement-button-all = 🔎 Lihat semuanya
statement-button-more = 🔎 Baris lain
statement-button-pays = ✅ Untuk #{ $order }
statement-button-not-ours = ✖️ Bukan untuk toko

statement-ask =
    🏦 <b>Mutasi rekening</b>
    Kirim file CSV dari internet banking Kakak, atau tempel (atau teruskan) pesan bank tentang uang masuk. Saya carikan pesanan yang dibayarnya; tidak ada yang dikonfirmasi sebelum Kakak ketuk.
statement-again = Kirim file atau pesan lain, atau keluar.
statement-ask-account = 🏦 Ada { $count } transfer masuk. Ke rekening yang mana?
statement-foreign-account = ⚠️ Mutasi ini menyebut rekening <b>{ $number }</b>, yang bukan rekening toko yang saya kenal.
statement-unknown-table = 🏦 Saya belum kenal tabel ini. Cukup sekali, mohon beri tahu arti kolomnya:
statement-again-unclear = 🏦 Saya masih belum paham. Ini kolom-kolomnya:
statement-column = { $number }. <b>{ $name }</b> <code>{ $example }</code>
statement-ask-header = Sudah benar? Tanggal: <b>{ $date }</b> · jumlah: <b>{ $amount }</b> · keterangan: <b>{ $description }</b>
statement-ask-date = 📅 Kolom mana yang berisi <b>tanggal</b>?
statement-ask-amount = 💰 Kolom mana yang berisi <b>uang masuk</b>?
statement-ask-sides = ↕️ Apa isi kolom <b>{ $amount }</b>?
statement-ask-direction = ↕️ Kolom mana yang menyebut uang masuk atau keluar?

statement-title = 🏦 <b>{ $account }</b>
statement-counts = Baru: <b>{ $new }</b> · sudah dikenal: { $known } · keluar: { $out }{ $explained ->
    [0] { "" }
   *[other] {" "}· sudah Kakak konfirmasi: { $explained }
}
statement-certain = ✅ <b>Pasti</b> ({ $count }): jumlah, rekening, dan harinya cocok dengan satu pesanan
statement-doubtful = 🔎 <b>Mohon dilihat</b> ({ $count }): ketuk barisnya
statement-fits-nothing = ➖ <b>Tidak cocok dengan pesanan</b> ({ $count })
statement-line-certain = • <b>#{ $order }</b> · { $amount } · { $day } · { $who }
statement-line = • <b>{ $amount }</b> · { $day } · { $who }
statement-nothing-open = Semua sudah beres. 🎉
statement-unreadable = ⚠️ <b>Baris yang tidak terbaca</b> ({ $count }):
statement-one-line =
    🏦 <b>{ $amount }</b> · { $day } · { $who }
    <i>{ $words }</i>
statement-why = 🔎 { $reason }
statement-would-exact = • <b>#{ $order }</b> menunggu persis sejumlah ini
statement-would-less = • <b>#{ $order }</b> menunggu { $asked }: kurang { $off }
statement-would-more = • <b>#{ $order }</b> menunggu { $asked }: lebih { $off }
statement-state-open = menunggu pembayaran
statement-state-paid = uangnya sudah masuk
statement-state-expired = kedaluwarsa
statement-state-canceled = dibatalkan
statement-which-order = Ini untuk pesanan yang mana? Ketuk, atau ketik nomor pesanan lain.
statement-confirmed = ✅ <b>{ $count } pesanan lunas:</b> { $orders }. Pembelinya sudah diberi tahu.
statement-left-out = ⚠️ { $count } baris dilewati: ada yang berubah sejak ditampilkan.
statement-settled = ✅ <b>{ $amount }</b> sekarang milik pesanan <b>#{ $order }</b> — { $state }
statement-settled-ended = ⚠️ Pesanannya sudah berakhir dan tidak bisa dilanjutkan. Mohon sepakati pengembalian dengan pembeli.
statement-set-aside = { $count ->
    [0] Tidak ada yang perlu dikesampingkan
   *[other] { $count } dikesampingkan ✓
}
