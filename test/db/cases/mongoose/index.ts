import { Schema, model } from "mongoose";

interface Order {
  item: string;
  pieces: number;
}

export const Orders = model<Order>("Order", new Schema<Order>({ item: String, pieces: Number }));

export async function add(item: string) {
  const order = await Orders.create({ item, pieces: 1 });
  return order.item;
}

export async function search(item: string | undefined) {
  const query = Orders.find().select("item");
  if (item !== undefined) query.where({ item });
  const orders = await query;
  return orders.map((order) => order.item);
}

export async function summary() {
  const [first, count] = await Promise.all([
    Orders.findOne({ item: "rope" }).lean(),
    Orders.countDocuments({ pieces: { $gt: 1 } }),
  ]);
  return { first: first?.item, count };
}

export async function rename(from: string, to: string) {
  return (await Orders.updateOne({ item: from }, { item: to }).exec()).modifiedCount;
}

export async function twice() {
  const query = Orders.deleteOne({ item: "rope" });
  await query;
  return await query;
}

export function note(item: string, report: (error: unknown) => void): void {
  Orders.deleteOne({ item }).catch((error: unknown) => report(error));
}
