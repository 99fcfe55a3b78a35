import type { ReactElement } from "react";
import { useParams } from "wouter";

import "./traces.css";
import { TraceDetail } from "./detail/trace-detail.tsx";
import { TraceList } from "./list/trace-list.tsx";

/** Traces: the list, or the one that the address names. */
export function Screen(): ReactElement {
  const { id } = useParams<{ id?: string }>();
  return id === undefined ? <TraceList /> : <TraceDetail key={id} id={id} />;
}
