/**
 * Why a site is left alone. A closed list: each reason has a text that a person can act on (a missing text is a type error) and at
 * least one fixture that triggers it.
 */
export type SkipReason =
  | "already-traced"
  | "covered-by-sdk"
  | "covered-by-super"
  | "covered-by-caller"
  | "unconsumed-builder"
  | "narrowing-lost"
  | "jump-leaves-statement"
  | "assigns-outer-variable"
  | "no-single-statement"
  | "assignment-in-operand"
  | "await-in-operand"
  | "optional-chain"
  | "yield-in-operand"
  | "empty-body"
  | "body-not-movable"
  | "not-a-function-body"
  | "sync-result-unknown"
  | "type-predicate"
  | "static-generator"
  | "parameter-not-forwardable"
  | "generator-in-expression"
  | "stream-not-at-hand"
  | "dispatch-only"
  | "no-carrier-type"
  | "run-time-schema"
  | "payload-not-an-object"
  | "message-not-found"
  | "no-timer-here"
  | "env-not-reachable"
  | "types-not-applicable"
  | "client-file"
  | "isomorphic-file"
  | "sentry-name-taken"
  | "sentry-stub"
  | "no-sdk"
  | "ambiguous-name"
  | "attribute-refused"
  | "comment-in-signature"
  | "endless-loop"
  | "no-decorator-here"
  | "new-type-error"
  | "verify-failed"
  | "overlaps-other-site"
  | "needs-a-person"
  | "sdk-too-old"
  | "framework-init"
  | "no-start-command";

export interface SkipText {
  readonly title: string;
  /** What a person can do about it, as a sentence. */
  readonly remedy: string;
}

export const skipText: Record<SkipReason, SkipText> = {
  "already-traced": {
    title: "a span that someone wrote covers this call already",
    remedy: "Nothing to do; remove that span if you want the tool's own.",
  },
  "covered-by-sdk": {
    title: "the installed SDK traces this client by itself",
    remedy:
      'Nothing to do; db.covered: "wrap", or op: "function" on a provider\'s entry, adds a business step around it.',
  },
  "covered-by-super": {
    title: "the method calls up to one that gets the span",
    remedy: "Nothing to do; a second span would count the same work twice.",
  },
  "covered-by-caller": {
    title: "the function around this call gets the span of the tool, or runs inside one that the SDK makes",
    remedy: "Nothing to do; a second span would count the same call twice.",
  },
  "unconsumed-builder": {
    title: "the query is built here and runs somewhere else",
    remedy: "Await or return the query here, or wrap the place that consumes it.",
  },
  "narrowing-lost": {
    title: "a type narrowed outside would be lost inside the span's callback",
    remedy: "Put the narrowed value into a const before the statement, then run again.",
  },
  "jump-leaves-statement": {
    title: "a return, break, continue or yield leaves the statement",
    remedy: "Move the work into a function of its own and name that function in the config.",
  },
  "assigns-outer-variable": {
    title: "the statement assigns a variable that is read after it",
    remedy: "Return the value from a function of its own and name that function in the config.",
  },
  "no-single-statement": {
    title: "the case has no single statement that does its work, or falls through into the next case",
    remedy: "Put a try around the work, or move it into a function of its own and name that in the config.",
  },
  "assignment-in-operand": {
    title: "the expression assigns a variable",
    remedy: "Move the assignment out of the expression, then run again.",
  },
  "await-in-operand": {
    title: "the expression awaits something first, and its own result is not awaited here",
    remedy: "Put what is awaited first into a const before the statement, then run again.",
  },
  "optional-chain": {
    title: "the call is in the middle of an optional chain, which ends there when an object is missing",
    remedy: "Test for the object in a statement before, then run again.",
  },
  "yield-in-operand": {
    title: "the expression yields, and a callback cannot",
    remedy: "Put the yielded value into a const before the statement, then run again.",
  },
  "empty-body": { title: "the function does nothing", remedy: "Nothing to do." },
  "body-not-movable": {
    title:
      "the body changes its meaning inside a callback (a var that redeclares a parameter, arguments.callee)",
    remedy: "Rename the variable, then run again.",
  },
  "not-a-function-body": {
    title: "accessors and constructors get no span",
    remedy: "Move the work into a method and name that method in the config.",
  },
  "sync-result-unknown": {
    title: "a synchronous function whose result may be a lazy query or a promise made by hand",
    remedy: "Annotate the return type, or run with types on.",
  },
  "type-predicate": {
    title: "a type predicate loses its meaning in a callback",
    remedy: "Trace its caller.",
  },
  "static-generator": {
    title: "a static generator cannot delegate to a private one without changing dispatch",
    remedy: "Make it a function, or trace its consumer.",
  },
  "parameter-not-forwardable": {
    title: "a parameter cannot be passed on by name",
    remedy: "Give the parameter a name and destructure it in the body, then run again.",
  },
  "generator-in-expression": {
    title: "a generator expression has no place for a second function",
    remedy: "Declare it as a function or a method, then run again.",
  },
  "stream-not-at-hand": {
    title: "the stream is returned in more than one place, or may still be a promise where it is returned",
    remedy: "Await it into a const and return that in one place, or write the function as a generator.",
  },
  "dispatch-only": {
    title: "the call only dispatches: the work runs later, so a span here would measure nothing",
    remedy: "Trace the subscribers; the tool lists them.",
  },
  "no-carrier-type": {
    title: "the message type cannot take a _sentry property",
    remedy: "Add `_sentry?: { trace: string; baggage?: string }` to the base type that the messages extend.",
  },
  "run-time-schema": {
    title: "a run-time schema would strip or reject the _sentry property",
    remedy: "Add an optional _sentry object to the schema, then run again.",
  },
  "payload-not-an-object": {
    title: "what is sent is not an object that can carry a trace",
    remedy: "Send an object, or name the function that builds the message in the config.",
  },
  "message-not-found": {
    title: "no message was found that the trace could be taken from",
    remedy: "Name the parameter that holds the message in the config.",
  },
  "no-timer-here": {
    title: "nothing in this file runs the function from a timer, a schedule, a queue or a loop",
    remedy:
      'Name the file of the timer; or say span: "body" on the entry, if nothing but timers calls the function.',
  },
  "env-not-reachable": {
    title: "the options of the process, or their env, cannot be told from its other arguments",
    remedy: "Write the options as an object in the call, with env in it if they have one; then run again.",
  },
  "types-not-applicable": {
    title: "an allow-list of message types cannot be put around this handling",
    remedy: "Move the handling into a function that takes the message, and name that function in the config.",
  },
  "client-file": {
    title: "client code gets no server span",
    remedy:
      "Nothing to do here; in client code, carry-trace reads messages (receive) and follows actions (actions).",
  },
  "isomorphic-file": {
    title: "the config says that this file also runs in the browser",
    remedy: "Take it off `isomorphic` in the config if it does not.",
  },
  "sentry-name-taken": {
    title: "the name that Sentry is imported by means something else at this place",
    remedy: "Rename the local variable, then run again.",
  },
  "sentry-stub": {
    title: "Sentry comes from a module of the project that is not the SDK",
    remedy: "Name the module in `wrapper`, or import the SDK in this file.",
  },
  "no-sdk": {
    title: "no Sentry SDK was found for this package",
    remedy: 'Install one, or name it in the config: "sdk": "@sentry/node@11".',
  },
  "ambiguous-name": {
    title: "no low-cardinality name can be given to this call",
    remedy: "Give it a name in the config.",
  },
  "attribute-refused": {
    title:
      "an attribute of the config names no variable that can be read here, or a secret, a prompt, a path or personal data",
    remedy: "Correct or remove the attribute in the config, then run again.",
  },
  "comment-in-signature": {
    title: "a comment between the parameters would have to be written twice",
    remedy: "Move the comment above the function, then run again.",
  },
  "endless-loop": {
    title: "the method loops for as long as the program runs, so its span would never end",
    remedy: "Name what one round calls in the config, under ticks or functions.",
  },
  "no-decorator-here": {
    title:
      "a decorator cannot stand here: a JavaScript file, a property, a private name, or a class that is a value",
    remedy: 'Take "style": "inline" for it.',
  },
  "new-type-error": {
    title: "the edit would bring a type error into the project",
    remedy: "See the diagnostic in the report; make the narrowed value a const, then run again.",
  },
  "verify-failed": {
    title: "one of the tool's own checks failed on this edit",
    remedy: "Please report it, with the site's text.",
  },
  "overlaps-other-site": {
    title: "another edit changes the same text",
    remedy: "Run again after this change is in.",
  },
  "needs-a-person": {
    title: "something is wrong here, and no change is certain to be what is meant",
    remedy: "Read the detail in the report and change it by hand.",
  },
  "framework-init": {
    title: "the framework starts the program, and has a place of its own for Sentry.init",
    remedy: "Follow the page of that framework in Sentry's documentation.",
  },
  "no-start-command": {
    title: "no script of the package starts a program",
    remedy: "Load an instrument file first where the program is started: node --import ./instrument.mjs.",
  },
  "sdk-too-old": {
    title: "the installed SDK is older than version 9, and gets no new spans",
    remedy: "Upgrade it; upgrade-api and the lint rules help with that.",
  },
};
