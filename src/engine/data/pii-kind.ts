/** A kind of personal data: what a value tells about whom it belongs to. */
export type PiiKind = "email" | "phone" | "nik" | "card" | "person-name" | "ip-address" | "address";
