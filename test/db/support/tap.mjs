// What databases really receive: read off the bytes that leave for them, whatever library sends them.
import { Socket } from "node:net";

/** A list that fills itself and is emptied by reading. */
function statementList() {
  let list = [];
  return {
    add: (text) => list.push(text),
    take: () => {
      const taken = list;
      list = [];
      return taken;
    },
  };
}

/** Statements that PGlite's engine is given. */
export function tapPglite(PGlite) {
  const { add, take } = statementList();
  const parse = postgresParser(add, true);
  const send = PGlite.prototype.execProtocolRawSync;
  PGlite.prototype.execProtocolRawSync = function (message) {
    parse(message);
    return send.call(this, message);
  };
  return take;
}

/** Statements that leave for a PostgreSQL server by any socket. */
export function tapPostgres() {
  const { add, take } = statementList();
  tapSockets(() => postgresParser(add, false));
  return take;
}

/** Statements that leave for a MariaDB or MySQL server by any socket. */
export function tapMysql() {
  const { add, take } = statementList();
  tapSockets(() => mysqlParser(add));
  return take;
}

function tapSockets(parserFor) {
  const parsers = new WeakMap();
  const write = Socket.prototype.write;
  Socket.prototype.write = function (chunk, ...rest) {
    if (typeof chunk !== "string" && this.remotePort !== undefined) {
      if (!parsers.has(this)) parsers.set(this, parserFor());
      parsers.get(this)(chunk);
    }
    return write.call(this, chunk, ...rest);
  };
}

/** @see https://www.postgresql.org/docs/current/protocol-message-formats.html */
function postgresParser(add, isStarted) {
  let pending = Buffer.alloc(0);
  let started = isStarted;
  const statements = new Map();
  const portals = new Map();
  return (chunk) => {
    pending = Buffer.concat([pending, Buffer.from(chunk)]);
    for (;;) {
      const head = started ? 1 : 0;
      if (pending.length < head + 4) return;
      const size = head + pending.readUInt32BE(head);
      if (pending.length < size) return;
      const body = pending.subarray(head + 4, size);
      const type = started ? String.fromCharCode(pending[0]) : "";
      const [first = "", second = ""] = body.toString("utf8").split("\0");
      if (type === "Q") add(first);
      if (type === "P") statements.set(first, second);
      if (type === "B") portals.set(first, statements.get(second) ?? "");
      if (type === "E") add(portals.get(first) ?? "");
      started = true;
      pending = pending.subarray(size);
    }
  };
}

/** @see https://mariadb.com/docs/server/reference/clientserver-protocol */
function mysqlParser(add) {
  let pending = Buffer.alloc(0);
  let latest = "";
  const prepared = new Map();
  return (chunk) => {
    pending = Buffer.concat([pending, Buffer.from(chunk)]);
    while (pending.length >= 4) {
      const size = 4 + pending.readUIntLE(0, 3);
      if (pending.length < size) return;
      // A command begins a new sequence; the answers of the handshake do not.
      const isCommand = pending[3] === 0;
      const command = pending[4];
      const text = pending.subarray(5, size).toString("utf8");
      if (isCommand && command === 0x03) add(text);
      if (isCommand && command === 0x16) latest = text;
      if (isCommand && command === 0x17) {
        // The server's number for it is in an answer; a number that is new belongs to what was prepared last.
        const id = pending.readUInt32LE(5);
        if (!prepared.has(id)) prepared.set(id, latest);
        add(prepared.get(id));
      }
      pending = pending.subarray(size);
    }
  };
}
