import type { TSESTree } from "@typescript-eslint/types";
import type { FunctionNode } from "./ast.ts";
import type { SchemaObject } from "./carry/extend-schema.ts";
import type { Sink } from "./carry/sinks.ts";
import type { ActionEntry, IpcEntry, MessageTypeEntry, ReceiveEntry, SendEntry } from "./config.ts";

/** Where a message leaves the process. */
export interface MessageSendSite {
  readonly kind: "message-send";
  /** What the span goes around; the sending call where there is no span, the function where nothing is sent. */
  readonly node: TSESTree.Node;
  readonly entry: SendEntry;
  /** The call at which the message leaves, with the function that the config named. */
  readonly sink: Sink | undefined;
}

/** Where a message is taken in. */
export interface MessageReceiveSite {
  readonly kind: "message-receive";
  /** The call that handles the message or registers a listener, or the function that is a listener. */
  readonly node: TSESTree.CallExpression | FunctionNode;
  readonly entry: ReceiveEntry;
}

/** The declaration of a message type that gets `_sentry?`. */
export interface MessageTypeSite {
  readonly kind: "message-type";
  readonly node:
    TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration | TSESTree.ClassDeclaration;
  readonly entry: MessageTypeEntry;
}

/** An object of a run-time schema that messages with a carrier go through. */
export interface MessageSchemaSite {
  readonly kind: "message-schema";
  readonly node: TSESTree.ObjectExpression;
  readonly object: SchemaObject;
}

/** A call in client code that follows what a message told. */
export interface ClientActionSite {
  readonly kind: "client-action";
  readonly node: TSESTree.CallExpression;
  readonly entry: ActionEntry;
}

/** A message between Electron's processes, or what lets a page pass its trace on to its preload script. */
export interface IpcSite {
  readonly kind: "ipc";
  readonly form: "send" | "listen" | "expose" | "provide";
  readonly node: TSESTree.CallExpression;
  /** Absent: the setup of a page, which is for all channels. */
  readonly entry: IpcEntry | undefined;
}
