/** Languages whose words and function words are known; "plain" knows letters and digits only. */
export type TextLanguage = "plain" | "english" | "indonesian";

const english = `a about above after again against all also am an and any are as at be because been before being below between
both but by can could did do does doing down during each either few for from further had has have having he her here hers
herself him himself his how i if in into is it its itself just me more most my myself neither no nor not now of off on once only
or other our ours ourselves out over own same she should so some such than that the their theirs them themselves then there these
they this those through to too under until up upon us very was we were what when where which while who whom whose why will with
would you your yours yourself yourselves`;

const indonesian = `ada adalah adapun agar akan aku anda antara apa apabila apakah atau bagaimana bagi bahwa beberapa begitu belum
berapa bila bisa boleh bukan dalam dan dapat dari daripada dengan di dia hal hanya harus hingga ia ialah ini itu jadi jangan jika
juga justru kalau kali kami kamu karena kata ke kemudian kepada ketika kita lagi lah lain lalu lebih maka masih mau melainkan
mengapa menjadi mereka merupakan meskipun namun oleh pada padahal para paling per perlu pernah pun saat saja sambil sampai sana
sangat saya sebab sebagai sebelum sebuah secara sedang sedangkan sehingga sejak sekitar selain selalu seluruh semua seorang
seperti sering serta sesuatu setelah setiap suatu sudah supaya tapi telah tentang terhadap tersebut tetapi tiap tidak untuk walau
walaupun yaitu yakni yang`;

const lists: Readonly<Record<TextLanguage, ReadonlySet<string>>> = {
  plain: new Set(),
  english: new Set(english.split(/\s+/)),
  indonesian: new Set(indonesian.split(/\s+/)),
};

/** The function words of a language: words so common that they say little about what a text is about. */
export function stopWordsOf(language: TextLanguage): ReadonlySet<string> {
  return lists[language];
}
