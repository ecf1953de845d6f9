import { describeAgreement } from "../support/agreement.ts";

describeAgreement("require-child-process-trace", "trace-child-processes", ["child-process"]);
