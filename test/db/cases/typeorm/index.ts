import { DataSource, EntitySchema, type Repository } from "typeorm";

interface Order {
  id: number;
  item: string;
  pieces: number;
}

export const Orders = new EntitySchema<Order>({
  name: "orders",
  columns: {
    id: { type: "int", primary: true, generated: true },
    item: { type: "varchar" },
    pieces: { type: "int" },
  },
});

let source: DataSource;
let orders: Repository<Order>;

export async function open(url: string): Promise<void> {
  source = new DataSource({ type: "postgres", url, entities: [Orders] });
  await source.initialize();
  orders = source.getRepository(Orders);
}

export async function add(item: string) {
  const order = await orders.save(orders.create({ item, pieces: 1 }));
  return order.id;
}

export async function search(item: string | undefined) {
  const query = orders.createQueryBuilder("o").orderBy("o.id");
  if (item !== undefined) query.where("o.item = :item", { item });
  const found = await query.getMany();
  return found.map(({ id }) => id);
}

export async function move(from: number, to: number) {
  await source.transaction(async (manager) => {
    await manager.decrement(Orders, { id: from }, "pieces", 1);
    await manager.query("update orders set pieces = pieces + 1 where id = $1", [to]);
  });
  const [first, second] = await Promise.all([orders.findOneBy({ id: from }), orders.findOneBy({ id: to })]);
  return [first?.pieces, second?.pieces];
}

export class Storage {
  constructor(private readonly orders: Repository<Order> = source.getRepository(Orders)) {}

  async divide() {
    return this.orders.query("update orders set pieces = pieces / 0");
  }
}
