import { Lock } from "lucide-react";
import type { ReactElement } from "react";

import { faultOf, type Fault } from "../data/faults.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";

export interface FaultStateProps {
  readonly error: unknown;
  /** What could not be done: "Traces couldn't be loaded" */
  readonly title: string;
  /** What this does not concern: "Pipelines and scripts are unaffected." */
  readonly unaffected?: string;
  readonly onRetry?: () => void;
}

/** A screen, or a part of one, that could not be had: what happened and what to do, in place of the content. */
export function FaultState({ error, title, unaffected, onRetry }: FaultStateProps): ReactElement {
  const fault = faultOf(error);
  if (fault.kind === "no-permission") {
    return (
      <EmptyState title="This token can't see this" mark={<Lock size={18} className="text-fg-3" aria-hidden />}>
        {fault.text}
      </EmptyState>
    );
  }
  const retry = fault.kind === "signed-out" || fault.kind === "missing" ? undefined : onRetry;
  return (
    <ErrorState title={title} onRetry={retry} details={detailsOf(fault)} reference={referenceOf(fault)}>
      {[fault.title, fault.text, unaffected].filter(Boolean).join(" ")}
    </ErrorState>
  );
}

function referenceOf({ code, requestId }: Fault): string | undefined {
  const parts = [code, requestId && `request ${requestId}`].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : undefined;
}

function detailsOf(fault: Fault): string {
  return [fault.title, fault.text, referenceOf(fault)].filter(Boolean).join("\n");
}
