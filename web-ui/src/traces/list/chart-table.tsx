import type { ReactElement } from "react";

import type { Activity, ActivityPart } from "../../data/workspace.ts";
import { formatNumber, formatTime } from "../../ui/format.ts";
import { Cell, HeadCell, Row, Table } from "../../ui/table.tsx";
import { countedParts } from "../model/chart-span.ts";
import { durationText } from "../model/durations.ts";
import type { Publish } from "./use-publishes.ts";

export interface ChartTableProps {
  readonly activity: Activity;
  readonly publishes: readonly Publish[];
}

/** The numbers of the charts. */
export function ChartTable({ activity, publishes }: ChartTableProps): ReactElement {
  const { parts } = activity;
  const counted = countedParts(activity);
  const length = (parts[1]?.at ?? Infinity) - (parts[0]?.at ?? 0);
  return (
    <Table aria-label="Outcomes and durations by time">
      <thead>
        <tr>
          <HeadCell>From</HeadCell>
          {["Success", "Blocked", "Error", "p50", "p95"].map((name) => (
            <HeadCell key={name} numeric>
              {name}
            </HeadCell>
          ))}
          <HeadCell>Published</HeadCell>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ at }, n) => (
          <Row key={at}>
            <Cell className="code">{formatTime(at)}</Cell>
            <PartCells part={counted[n]} />
            <Cell>
              {publishes
                .filter((publish) => publish.at >= at && publish.at < at + length)
                .map(({ label }) => label)
                .join(", ")}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function PartCells({ part }: { readonly part: ActivityPart | undefined }): ReactElement {
  if (!part) return <Cell colSpan={5}>not counted</Cell>;
  const { success, blocked, error, p50, p95 } = part;
  return (
    <>
      {[success, blocked, error].map((count, n) => (
        <Cell key={n} numeric>
          {formatNumber(count)}
        </Cell>
      ))}
      {[p50, p95].map((ms, n) => (
        <Cell key={n} numeric>
          {ms === undefined ? "–" : durationText(ms)}
        </Cell>
      ))}
    </>
  );
}
