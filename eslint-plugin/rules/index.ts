import type { TSESLint } from "@typescript-eslint/utils";
import type { RuleName } from "../rule-name.ts";
import { attributeNameFormat } from "./attribute-name-format.ts";
import { consistentSentryImport } from "./consistent-sentry-import.ts";
import { handlerErrorCapture } from "./handler-error-capture.ts";
import { noActiveSpanEnd } from "./no-active-span-end.ts";
import { noCaptureAndRethrow } from "./no-capture-and-rethrow.ts";
import { noDeprecatedAttribute } from "./no-deprecated-attribute.ts";
import { noDuplicateNestedSpan } from "./no-duplicate-nested-span.ts";
import { noDynamicSpanOp } from "./no-dynamic-span-op.ts";
import { noExitInSpan } from "./no-exit-in-span.ts";
import { noFloatingPromiseInSpan } from "./no-floating-promise-in-span.ts";
import { noFloatingSpan } from "./no-floating-span.ts";
import { noFlushInSpan } from "./no-flush-in-span.ts";
import { noFullSampling } from "./no-full-sampling.ts";
import { noHighCardinalityName } from "./no-high-cardinality-name.ts";
import { noManualSpanStatusLoss } from "./no-manual-span-status-loss.ts";
import { noManualTraceHeader } from "./no-manual-trace-header.ts";
import { noNoopSpanApi } from "./no-noop-span-api.ts";
import { noPrototypeTracingDecorator } from "./no-prototype-tracing-decorator.ts";
import { noRedundantSpanStatus } from "./no-redundant-span-status.ts";
import { noRemovedApi } from "./no-removed-api.ts";
import { noSensitiveAttribute } from "./no-sensitive-attribute.ts";
import { noSpanAroundGenerator } from "./no-span-around-generator.ts";
import { noSpanCallbackThis } from "./no-span-callback-this.ts";
import { noSpanInLoop } from "./no-span-in-loop.ts";
import { noSpanInRender } from "./no-span-in-render.ts";
import { noTrivialSpan } from "./no-trivial-span.ts";
import { noUnhandledTodo } from "./no-unhandled-todo.ts";
import { noUnknownAttributeNamespace } from "./no-unknown-attribute-namespace.ts";
import { noUseAfterSpanEnd } from "./no-use-after-span-end.ts";
import { noWrongRuntimeSdk } from "./no-wrong-runtime-sdk.ts";
import { preferStartSpan } from "./prefer-start-span.ts";
import { requireChildProcessTrace } from "./require-child-process-trace.ts";
import { requireContinueTrace } from "./require-continue-trace.ts";
import { requireCorsTraceHeaders } from "./require-cors-trace-headers.ts";
import { requireEntryIsolation } from "./require-entry-isolation.ts";
import { requireFlushBeforeExit } from "./require-flush-before-exit.ts";
import { requireIpcForMessage } from "./require-ipc-for-message.ts";
import { requireSpanEnd } from "./require-span-end.ts";
import { requireInitFirst } from "./require-init-first.ts";
import { requireSpan } from "./require-span.ts";
import { requireSpanErrorStatus } from "./require-span-error-status.ts";
import { requireSpanOp } from "./require-span-op.ts";
import { requireTraceCarrier } from "./require-trace-carrier.ts";
import { spanNameFormat } from "./span-name-format.ts";
import { validAttributeType } from "./valid-attribute-type.ts";
import { validAttributeValue } from "./valid-attribute-value.ts";
import { validInitOptions } from "./valid-init-options.ts";
import { validSpanOp } from "./valid-span-op.ts";
import { validSpanStatus } from "./valid-span-status.ts";
import { validTracePropagationTargets } from "./valid-trace-propagation-targets.ts";
import { validTracesSampler } from "./valid-traces-sampler.ts";

/** A rule with its own messages and options left open. */
export type SpanRule = TSESLint.RuleModule<string, readonly unknown[]>;

/** All rules by name. */
export const rules: Readonly<Record<RuleName, SpanRule>> = {
  "attribute-name-format": attributeNameFormat,
  "consistent-sentry-import": consistentSentryImport,
  "handler-error-capture": handlerErrorCapture,
  "no-active-span-end": noActiveSpanEnd,
  "no-capture-and-rethrow": noCaptureAndRethrow,
  "no-deprecated-attribute": noDeprecatedAttribute,
  "no-duplicate-nested-span": noDuplicateNestedSpan,
  "no-dynamic-span-op": noDynamicSpanOp,
  "no-exit-in-span": noExitInSpan,
  "no-floating-promise-in-span": noFloatingPromiseInSpan,
  "no-floating-span": noFloatingSpan,
  "no-flush-in-span": noFlushInSpan,
  "no-full-sampling": noFullSampling,
  "no-high-cardinality-name": noHighCardinalityName,
  "no-manual-span-status-loss": noManualSpanStatusLoss,
  "no-manual-trace-header": noManualTraceHeader,
  "no-noop-span-api": noNoopSpanApi,
  "no-prototype-tracing-decorator": noPrototypeTracingDecorator,
  "no-redundant-span-status": noRedundantSpanStatus,
  "no-removed-api": noRemovedApi,
  "no-sensitive-attribute": noSensitiveAttribute,
  "no-span-around-generator": noSpanAroundGenerator,
  "no-span-callback-this": noSpanCallbackThis,
  "no-span-in-loop": noSpanInLoop,
  "no-span-in-render": noSpanInRender,
  "no-trivial-span": noTrivialSpan,
  "no-unhandled-todo": noUnhandledTodo,
  "no-unknown-attribute-namespace": noUnknownAttributeNamespace,
  "no-use-after-span-end": noUseAfterSpanEnd,
  "no-wrong-runtime-sdk": noWrongRuntimeSdk,
  "prefer-start-span": preferStartSpan,
  "require-child-process-trace": requireChildProcessTrace,
  "require-continue-trace": requireContinueTrace,
  "require-cors-trace-headers": requireCorsTraceHeaders,
  "require-entry-isolation": requireEntryIsolation,
  "require-flush-before-exit": requireFlushBeforeExit,
  "require-init-first": requireInitFirst,
  "require-ipc-for-message": requireIpcForMessage,
  "require-span": requireSpan,
  "require-span-end": requireSpanEnd,
  "require-span-error-status": requireSpanErrorStatus,
  "require-span-op": requireSpanOp,
  "require-trace-carrier": requireTraceCarrier,
  "span-name-format": spanNameFormat,
  "valid-attribute-type": validAttributeType,
  "valid-attribute-value": validAttributeValue,
  "valid-init-options": validInitOptions,
  "valid-span-op": validSpanOp,
  "valid-span-status": validSpanStatus,
  "valid-trace-propagation-targets": validTracePropagationTargets,
  "valid-traces-sampler": validTracesSampler,
};
