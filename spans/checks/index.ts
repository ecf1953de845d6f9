import type { Check } from "../check.ts";
import type { CodemodName } from "../site.ts";
import { handlerErrorCapture } from "./handler-error-capture.ts";
import { noActiveSpanEnd } from "./no-active-span-end.ts";
import { noCaptureAndRethrow } from "./no-capture-and-rethrow.ts";
import { noExitInSpan } from "./no-exit-in-span.ts";
import { noFlushInSpan } from "./no-flush-in-span.ts";
import { noManualSpanStatusLoss } from "./no-manual-span-status-loss.ts";
import { noNoopSpanApi } from "./no-noop-span-api.ts";
import { noRedundantSpanStatus } from "./no-redundant-span-status.ts";
import { requireFlushBeforeExit } from "./require-flush-before-exit.ts";
import { noFullSampling } from "./no-full-sampling.ts";
import { requireSpanErrorStatus } from "./require-span-error-status.ts";
import { validInitOptions } from "./valid-init-options.ts";
import { validSpanStatus } from "./valid-span-status.ts";
import { validTracesSampler } from "./valid-traces-sampler.ts";
import { validSpanOp } from "./valid-span-op.ts";
import { requireSpanOp } from "./require-span-op.ts";
import { noDynamicSpanOp } from "./no-dynamic-span-op.ts";
import { noHighCardinalityName } from "./no-high-cardinality-name.ts";
import { spanNameFormat } from "./span-name-format.ts";
import { noDeprecatedAttribute } from "./no-deprecated-attribute.ts";
import { noUnknownAttributeNamespace } from "./no-unknown-attribute-namespace.ts";
import { validAttributeType } from "./valid-attribute-type.ts";
import { validAttributeValue } from "./valid-attribute-value.ts";
import { attributeNameFormat } from "./attribute-name-format.ts";
import { noSensitiveAttribute } from "./no-sensitive-attribute.ts";
import { noManualTraceHeader } from "./no-manual-trace-header.ts";
import { requireCorsTraceHeaders } from "./require-cors-trace-headers.ts";
import { validTracePropagationTargets } from "./valid-trace-propagation-targets.ts";
import { noSpanCallbackThis } from "./no-span-callback-this.ts";
import { noRemovedApi } from "./no-removed-api.ts";
import { noFloatingSpan } from "./no-floating-span.ts";
import { noFloatingPromiseInSpan } from "./no-floating-promise-in-span.ts";
import { requireInitFirst } from "./require-init-first.ts";
import { noDuplicateNestedSpan } from "./no-duplicate-nested-span.ts";
import { noTrivialSpan } from "./no-trivial-span.ts";
import { noSpanInLoop } from "./no-span-in-loop.ts";
import { noSpanInRender } from "./no-span-in-render.ts";
import { noWrongRuntimeSdk } from "./no-wrong-runtime-sdk.ts";
import { consistentSentryImport } from "./consistent-sentry-import.ts";
import { requireContinueTrace } from "./require-continue-trace.ts";
import { requireEntryIsolation } from "./require-entry-isolation.ts";
import { preferStartSpan } from "./prefer-start-span.ts";
import { noPrototypeTracingDecorator } from "./no-prototype-tracing-decorator.ts";
import { requireIpcForMessage } from "./require-ipc-for-message.ts";

/** All checks, in the order in which overlapping repairs win. */
export const checks: readonly Check[] = [
  validSpanStatus,
  requireFlushBeforeExit,
  validTracesSampler,
  validInitOptions,
  noFullSampling,
  requireSpanErrorStatus,
  validSpanOp,
  requireSpanOp,
  noDynamicSpanOp,
  noHighCardinalityName,
  spanNameFormat,
  noDeprecatedAttribute,
  noUnknownAttributeNamespace,
  validAttributeType,
  validAttributeValue,
  attributeNameFormat,
  noSensitiveAttribute,
  handlerErrorCapture,
  noManualTraceHeader,
  requireCorsTraceHeaders,
  validTracePropagationTargets,
  noExitInSpan,
  noFlushInSpan,
  noRedundantSpanStatus,
  noCaptureAndRethrow,
  noActiveSpanEnd,
  noNoopSpanApi,
  noManualSpanStatusLoss,
  noSpanCallbackThis,
  noRemovedApi,
  noFloatingSpan,
  noFloatingPromiseInSpan,
  requireInitFirst,
  noDuplicateNestedSpan,
  noTrivialSpan,
  noSpanInLoop,
  noSpanInRender,
  noWrongRuntimeSdk,
  consistentSentryImport,
  requireContinueTrace,
  requireEntryIsolation,
  preferStartSpan,
  noPrototypeTracingDecorator,
  requireIpcForMessage,
] as readonly unknown[] as readonly Check[];

/** Those whose repairs a codemod applies. */
export const repairedChecks: readonly (Check & { readonly codemod: CodemodName })[] = checks.flatMap(
  (check) => (check.codemod === undefined ? [] : [check as Check & { readonly codemod: CodemodName }]),
);
