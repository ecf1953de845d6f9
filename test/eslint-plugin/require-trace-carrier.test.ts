import { describeAgreement } from "../support/agreement.ts";

describeAgreement("require-trace-carrier", "carry-trace", ["message-send"]);
