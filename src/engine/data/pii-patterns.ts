import { isCard } from "./pii-card.ts";
import type { PiiKind } from "./pii-kind.ts";
import { readNik } from "./pii-nik.ts";

/** How one kind of personal data is recognized: by its values, and by what the column is called. */
export type PiiPattern = {
  readonly kind: PiiKind;
  /** Whether a value, trimmed, has the form. */
  readonly isLike: (text: string) => boolean;
  /** How sure the form alone makes us, in [0, 1]: an e-mail address is unmistakable, a name is any word. */
  readonly strength: number;
  /** Words of a column's name, English and Indonesian, that say so. */
  readonly words: readonly string[];
  /** Words that say the opposite: a product has a name too. */
  readonly otherWords: readonly string[];
};

/** All patterns; where two are equally sure of a column, the earlier one is taken. Every test is linear in the length. */
export const piiPatterns: readonly PiiPattern[] = [
  {
    kind: "email",
    isLike: (text) => /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}$/i.test(text),
    strength: 0.95,
    words: ["email", "e mail", "mail", "surel"],
    otherWords: [],
  },
  {
    kind: "nik",
    isLike: (text) => readNik(text) !== null,
    strength: 0.9,
    words: ["nik", "ktp", "nomor induk", "no ktp", "national id", "identity number", "nomor identitas"],
    otherWords: [],
  },
  {
    kind: "card",
    isLike: isCard,
    strength: 0.9,
    words: ["card", "card number", "credit card", "kartu", "kartu kredit", "nomor kartu", "pan"],
    otherWords: [],
  },
  { kind: "phone", isLike: isPhone, strength: 0.7, words: phoneWords(), otherWords: [] },
  { kind: "ip-address", isLike: isIpAddress, strength: 0.9, words: ["ip", "ip address", "alamat ip"], otherWords: [] },
  {
    kind: "address",
    isLike: (text) => / /.test(text) && streetWords.test(text),
    strength: 0.6,
    words: ["address", "alamat", "street", "jalan", "domisili", "residence", "tempat tinggal"],
    otherWords: ["ip", "email", "mail", "mac"],
  },
  {
    kind: "person-name",
    isLike: (text) => text.length <= 80 && /^\p{L}[\p{L}\p{M}.'’-]*(?:,? \p{L}[\p{L}\p{M}.'’-]*){0,5}$/u.test(text),
    strength: 0.1,
    words: ["name", "nama", "full name", "fullname", "firstname", "lastname", "surname", "nama lengkap", "passenger"],
    otherWords: otherNames(),
  },
];

function phoneWords(): readonly string[] {
  return [
    "phone",
    "telephone",
    "mobile",
    "cell",
    "telepon",
    "telp",
    "tlp",
    "hp",
    "no hp",
    "whatsapp",
    "wa",
    "handphone",
  ];
}

/** Things that have names without being people. */
function otherNames(): readonly string[] {
  const english =
    "product file city country state brand company model item shop store event category column feature host";
  const indonesian =
    "produk barang kota negara provinsi kabupaten merek perusahaan toko sekolah kategori kolom fitur berkas";
  return `${english} ${indonesian} user domain server school hotel street jalan species job table`.split(" ");
}

const streetWords =
  /(?:^|[ ,.])(?:jl|jln|jalan|gang|gg|rt|rw|blok|komplek|kompleks|perum|kel|kec|street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|court|square)(?=[ ,./\d]|$)/i;

/**
 * A telephone number: Indonesian (+62, 62 or 0 in front; mobile numbers begin with 08), international (+ and 8 to 15
 * digits), or North American in its usual groups. Digits alone without such a beginning could be any number.
 */
function isPhone(text: string): boolean {
  if (text.length > 30 || !/^\+?[\d\s().-]+$/.test(text)) return false;
  const digits = text.replace(/[^\d+]/g, "");
  if (/^(?:\+?62|0)8\d{8,10}$/.test(digits)) return true;
  if (/^\+\d{8,15}$/.test(digits) || /^\+?620?[2-9]\d{7,10}$/.test(digits)) return true;
  return /^0(?:2[1-9]|[3-79]\d)\d{6,9}$/.test(digits) || /^(?:1[-. ])?\(?[2-9]\d\d\)?[-. ]+\d{3}[-. ]\d{4}$/.test(text);
}

/** IPv4 in four groups, or IPv6 in eight, of which one run of zeros may be left out. */
function isIpAddress(text: string): boolean {
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text)) return text.split(".").every((group) => Number(group) <= 255);
  if (!/^[\da-f:]{2,39}$/i.test(text) || !text.includes(":") || text.includes(":::")) return false;
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const fits = halves.length === 2 ? groups.length <= 7 : groups.length === 8;
  return fits && groups.every((group) => /^[\da-f]{1,4}$/i.test(group));
}
