import { PrismaClient } from "@prisma/client";

const prisma = new PrismaClient();

export async function add(item: string) {
  return await prisma.order.create({ data: { item } });
}

export async function overview() {
  const [orders, count] = await Promise.all([prisma.order.findMany(), prisma.order.count()]);
  return { orders, count, large: await prisma.$queryRaw`select * from orders where pieces > ${3}` };
}

export async function move(from: number, to: number) {
  await prisma.$transaction([
    prisma.order.update({ where: { id: from }, data: { pieces: 1 } }),
    prisma.order.update({ where: { id: to }, data: { pieces: 2 } }),
  ]);
  return prisma.$transaction(async (tx) => {
    await tx.order.delete({ where: { id: from } });
    return tx.order.count();
  });
}

export async function heldThenRun(id: number) {
  const query = prisma.order.findUnique({ where: { id } });
  return { type: typeof query.then, found: await query };
}

export function note(item: string, report: (error: unknown) => void): void {
  prisma.order.create({ data: { item } }).catch((error: unknown) => report(error));
}

export function never() {
  return typeof prisma.order.delete({ where: { id: 1 } }).then;
}
