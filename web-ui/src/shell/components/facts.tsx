import { LayerGlyph } from "../../parts/layer-glyph.tsx";
import { ModeMark } from "../../parts/mode-mark.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { PlainText } from "../../parts/plain-text.tsx";
import { Keys } from "../../ui/kbd.tsx";
import { Meter } from "../../ui/meter.tsx";
import { useRoving } from "../../ui/roving.ts";
import { Cell, HeadCell, Row, Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import { RelativeTime, Time } from "../../ui/time.tsx";
import { Line, Part } from "./part.tsx";

const modes = ["blocking", "async", "enrichment"] as const;
const statuses = ["success", "blocked", "error", "skipped"] as const;

/** What is shown rather than changed. */
export function Facts() {
  return (
    <>
      <Part title="Modes and statuses: mark, word, hue">
        <Line label="Modes">
          {modes.map((mode) => (
            <span key={mode} className="inline-flex items-center gap-1.5">
              <ModeMark mode={mode} size={14} />
              <Tag tone={mode}>{mode}</Tag>
            </span>
          ))}
        </Line>
        <Line label="Statuses">
          {statuses.map((status) => (
            <span key={status} className="inline-flex items-center gap-1.5">
              <OutcomeMark status={status} />
              <Tag tone={status}>{status}</Tag>
            </span>
          ))}
        </Line>
        <Line label="Tags">
          <Tag tone="draft">draft</Tag>
          <Tag tone="line">v12</Tag>
          <Tag tone="success">live</Tag>
          <Tag>prod</Tag>
          <Tag mono>POST</Tag>
          <Tag tone="warning">1 warning</Tag>
          <Tag tone="accent">new</Tag>
        </Line>
        <Line label="Keys">
          <Keys keys="mod+k" />
          <Keys keys="shift+mod+enter" />
          <Keys keys="g p" />
          <Keys keys="/" />
        </Line>
        <div className="grid max-w-90 gap-2">
          <Meter label="instructions" used={2_407} allowed={50_000} ticks />
          <Meter label="instructions" used={44_100} allowed={50_000} ticks />
          <Meter label="instructions" used={50_000} allowed={50_000} ticks />
        </div>
        <Line label="Hostile text">
          <PlainText text={"geo\u202Ehtap\u0000\u200Bname <b>bold</b>"} className="code" />
        </Line>
      </Part>
      <Part title="Table: rest, hover, selected, focus by arrow keys">
        <Traces />
      </Part>
    </>
  );
}

const day = Date.UTC(2026, 5, 3, 14, 31);
const traces = [
  {
    id: "a1",
    at: day + 57_880,
    status: "success",
    layers: [["success"], ["success", "success"], ["success"]],
    ms: 46.2,
  },
  {
    id: "b2",
    at: day + 57_112,
    status: "blocked",
    layers: [["success"], ["blocked", "success"], ["skipped"]],
    ms: 22.9,
  },
  { id: "c3", at: day + 58_204, status: "error", layers: [["success"], ["success", "success"], ["error"]], ms: 48.6 },
] as const;

function Traces() {
  const { container, item } = useRoving<HTMLTableElement>(traces.map(({ id }) => id));
  return (
    <div className="overflow-x-auto" role="region" aria-label="Traces" tabIndex={0}>
      <Table role="grid" aria-label="Traces" {...container}>
        <thead>
          <tr>
            <HeadCell sorted="descending" onSort={() => undefined}>
              Time
            </HeadCell>
            <HeadCell>Status</HeadCell>
            <HeadCell>Layers</HeadCell>
            <HeadCell>Age</HeadCell>
            <HeadCell numeric>Duration</HeadCell>
          </tr>
        </thead>
        <tbody>
          {traces.map(({ id, at, status, layers, ms }) => (
            <Row key={id} selected={status === "error"} {...item(id)}>
              <Cell>
                <Time at={at} className="code" />
              </Cell>
              <Cell>
                <span className="inline-flex items-center gap-1.5">
                  <OutcomeMark status={status} />
                  {status}
                </span>
              </Cell>
              <Cell>
                <LayerGlyph layers={layers} />
              </Cell>
              <Cell>
                <RelativeTime at={at} />
              </Cell>
              <Cell numeric>{ms} ms</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
