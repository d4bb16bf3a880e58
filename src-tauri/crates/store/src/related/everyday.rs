//! Words of every story, in the languages that Redaksi is written for. A large newsroom knows by itself that they tell
//! nothing; one of a dozen stories cannot.

/// Whether a word, without case and diacritics, says nothing about what a story is about.
pub(super) fn is_everyday(form: &str) -> bool {
    EVERYDAY.split_ascii_whitespace().any(|word| word == form)
}

const EVERYDAY: &str = "
    adalah akan akhir anda antara atas atau awal bagi bagian bahkan bahwa banyak baru bawah beberapa begitu belum berada
    berarti berdasarkan berikutnya bersama besar biasanya bisa bukan cukup dalam dapat dari daripada dengan diperkirakan
    dilakukan disebut dijadwalkan dua empat hanya hampir harus hari hingga ialah ingin ini itu jadi jika juga jumlah
    kalau kali kami karena kata katanya kecil kedua keempat kembali kemudian kepada ketiga ketika kini kita lagi lain
    lainnya lalu lama lebih lima maka masih memperkirakan menentukan masing maupun melakukan melalui membuat memiliki memberi memberikan
    mencapai mendapat mengatakan menjadi menjelang menurut mereka merupakan mulai namun naik nanti oleh orang pada
    paling para pekan perlu pernah pertama pihak pula saat saja salah sama sampai sangat satu sebab sebagai sebagian
    sebelum sebelumnya sebesar sebuah secara sedang sedangkan sehingga sejak sekarang sekitar selain selama seluruh
    semua sendiri seorang seperti serta sesuai setelah setiap setelahnya sudah tahun tahunan tanpa telah tengah tentang
    terakhir terhadap terjadi termasuk tersebut tertinggi tetap tetapi tidak tiga turun ujar ujarnya untuk waktu yaitu
    yakni yang bulan senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus
    september oktober november desember
    about after again against also among another around back because been before being between both came come could
    days does down during each earlier early even ever every few first for from gave given going had half has have here
    high hour hours how into its just last late later least less like little long made make many may might more most
    much must near nearly never next night not now off once one only other others out over part past people per put
    said same say says second see seen several shortly should show since some still such take taken than that the their
    them then there these they third this those three through time times told too took two under until used very was
    way week weeks well went were what when where which while who will with within without would year years yet you
    your month months monday tuesday wednesday thursday friday saturday sunday january february march june july august
    october december";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_everyday_not_parts_of_them() {
        assert!(is_everyday("yang") && is_everyday("their") && is_everyday("adalah") && is_everyday("december"));
        assert!(!is_everyday("yan") && !is_everyday("") && !is_everyday("putin") && !is_everyday("the their"));
    }
}
