import { expect, test } from "vitest";
import { findUnpairedDestinations, type MessageEnd } from "../../spans/carry/pairs.ts";

const send = (fn: string, destination?: string): MessageEnd => ({
  kind: "message-send",
  entry: { function: fn, ...(destination === undefined ? {} : { destination }) },
});
const receive = (fn: string, destination?: string): MessageEnd => ({
  kind: "message-receive",
  entry: { function: fn, ...(destination === undefined ? {} : { destination }) },
});

test("says nothing of a destination that both sides know, however often", () => {
  const ends = [send("order", "kitchen"), receive("cook", "kitchen"), send("hurry", "kitchen")];
  expect(findUnpairedDestinations(ends)).toEqual([]);
});

test("names the side that is missing, each destination once, in order", () => {
  const ends = [
    receive("settle", "replies"),
    send("retry", "commands"),
    send("dispatch", "commands"),
    send("dispatch", "commands"),
    send("order", "kitchen"),
    receive("cook", "kitchen"),
  ];
  expect(findUnpairedDestinations(ends)).toEqual([
    { destination: "commands", missing: "receive", functions: ["dispatch", "retry"] },
    { destination: "replies", missing: "send", functions: ["settle"] },
  ]);
});

test("looks for no partner of a broadcast without a destination", () => {
  expect(findUnpairedDestinations([send("broadcast"), receive("onHeartbeat")])).toEqual([]);
});
