import houses from "data/house-prices.csv";
import { numbers } from "siklus/data";

const price = numbers(houses, "sale_price_usd");
const off = (name: string) => numbers(houses, name).map((p, i) => p - price[i]!);
const [ls, robust] = [off("least_squares_usd"), off("robust_usd")];
const mae = (e: ArrayLike<number>) => Array.from(e).reduce((s, x) => s + Math.abs(x), 0) / e.length;
const rmse = (e: ArrayLike<number>) => Math.sqrt(Array.from(e).reduce((s, x) => s + x * x, 0) / e.length);

export const bank = { metric: "rmse", model: "least_squares", errorUsd: rmse(ls) };
export const website = { metric: "mae", model: "robust", errorUsd: mae(robust) };
let worst = 0;
for (let i = 1; i < ls.length; i++) if (Math.abs(ls[i]!) > Math.abs(ls[worst]!)) worst = i;
export const worstHouse = worst;
