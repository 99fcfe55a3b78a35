import { Background, Controls, ReactFlow, type Connection, type Edge as FlowEdge } from "@xyflow/react";
import { Layers3, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import type { PipelineSummary } from "sluice";

import "@xyflow/react/dist/style.css";

import type { HookDescription } from "../../data/workspace.ts";
import { ShapeGlyph } from "../../parts/shape-glyph.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { counted } from "../../ui/format.ts";
import { announce } from "../../ui/live-regions.tsx";
import { Note } from "../../ui/note.tsx";
import { toast } from "../../ui/toast/toast.ts";
import type { Editing } from "../editing/editors.tsx";
import { cardsOf, freeKey, idsOf, inLayers, type Pipeline } from "../model/draft.ts";
import {
  addCard,
  connect,
  disconnect,
  drawLayers,
  dropCard,
  layersOfGraph,
  runAfter,
  type Drawing,
  type DrawResult,
} from "../model/graph.ts";
import { shapeLimits } from "../model/shape-limits.ts";
import { ScriptPicker } from "../picker/script-picker.tsx";
import { useLaneFacts } from "../use-lane-facts.ts";
import { flowEdges, flowNodes, nodeTypes, type GraphNode } from "./graph-nodes.tsx";
import { RunsAfterList } from "./runs-after-list.tsx";
import "./graph.css";

export interface GraphViewProps {
  readonly hook: HookDescription;
  readonly editing: Editing;
  readonly summary: PipelineSummary | undefined;
  readonly onOpenScript: (scriptId: string, line?: number) => void;
}

/** The same pipeline as nodes and edges, and as a list that says the same in words. */
export function GraphView(props: GraphViewProps) {
  const { pipeline } = props.editing.state;
  if (!pipeline) return null;
  return <LoadedGraph {...props} pipeline={pipeline} />;
}

interface LoadedGraphProps extends GraphViewProps {
  readonly pipeline: Pipeline;
}

function LoadedGraph(props: LoadedGraphProps) {
  const { hook, pipeline, editing } = props;
  const [isPicking, setPicking] = useState(false);
  const drawing = pipeline.drawing ?? drawLayers(pipeline.trigger, pipeline.layers);
  const draw = useDrawing(props, drawing);
  const add = (scriptId: string): void => {
    setPicking(false);
    draw.apply(
      { drawing: addCard(drawing, { key: freeKey(cardsOf(pipeline), scriptId), scriptId }) },
      `add ${scriptId}`,
    );
  };
  return (
    <div className="graph-view">
      <div className="graph-head">
        <FormLine mode={hook.mode} pipeline={pipeline} onLayers={draw.toLayers} />
        <Button size="sm" className="ml-auto" icon={<Plus size={14} aria-hidden />} onClick={() => setPicking(true)}>
          Add a script…
        </Button>
      </div>
      {draw.refused !== undefined && (
        <div role="alert" className="px-4 py-2">
          <Note status="error">{draw.refused}</Note>
        </div>
      )}
      {drawing.cards.length === 0 ? (
        <EmptyState title="Nothing is drawn yet">
          Add a script. It runs right after the trigger until you say what it runs after.
        </EmptyState>
      ) : (
        <div className="graph-split">
          <GraphCanvas {...props} drawing={drawing} draw={draw} />
          <RunsAfterList drawing={drawing} onChange={draw.setBefores} onRemove={draw.remove} />
        </div>
      )}
      {isPicking && (
        <ScriptPicker
          hook={hook}
          purpose={`Add a script to ${hook.name}, right after the trigger`}
          present={cardsOf(editing.state.pipeline ?? pipeline).map(({ scriptId }) => scriptId)}
          onPick={add}
          onClose={() => setPicking(false)}
        />
      )}
    </div>
  );
}

/** In which form it is kept, and what that means. */
interface FormLineProps {
  readonly mode: HookDescription["mode"];
  readonly pipeline: Pipeline;
  readonly onLayers: () => void;
}

function FormLine({ mode, pipeline, onLayers }: FormLineProps) {
  const { layers, drawing } = pipeline;
  const glyph = <ShapeGlyph mode={mode} layers={idsOf(layers)} />;
  if (!drawing) {
    return (
      <p className="flex flex-wrap items-center gap-2 text-12 text-fg-2">
        {glyph} Kept as layers: each script waits for all of the layer before. Changing an edge keeps it as a graph.
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-2 text-12 text-fg-2">
      {glyph} Kept as a graph. It runs in {counted(layers.length, "layer")} of {shapeLimits.layers}, by the longest
      path.
      <Button size="sm" variant="quiet" icon={<Layers3 size={14} aria-hidden />} onClick={onLayers}>
        Keep as layers
      </Button>
    </p>
  );
}

interface DrawingEdits {
  readonly refused: string | undefined;
  apply(result: DrawResult, edit: string): void;
  connect(from: string, to: string): void;
  disconnect(edges: readonly { readonly from: string; readonly to: string }[]): void;
  setBefores(key: string, befores: readonly string[]): void;
  remove(key: string): void;
  toLayers(): void;
}

function useDrawing({ pipeline, editing: { editor } }: LoadedGraphProps, drawing: Drawing): DrawingEdits {
  const [refused, setRefused] = useState<string>();
  const nameOf = (key: string): string => drawing.cards.find((card) => card.key === key)?.scriptId ?? "the trigger";
  const apply = ({ drawing: next, refused: why }: DrawResult, edit: string): void => {
    setRefused(why);
    if (why !== undefined || next === drawing) return;
    editor.edit({ ...pipeline, drawing: next, layers: layersOfGraph(next) }, { edit });
    if (pipeline.drawing) return;
    announce("This pipeline is kept as a graph now.");
    toast({
      title: `${pipeline.trigger} is kept as a graph now`,
      text: "Its layers follow from the edges. Nothing is live before you publish.",
      status: "info",
      action: { label: "Undo", run: () => editor.undo() },
    });
  };
  return {
    refused,
    apply,
    connect: (from, to) => apply(connect(drawing, { from, to }), `connect ${nameOf(from)} and ${nameOf(to)}`),
    disconnect: (edges) => apply({ drawing: edges.reduce(disconnect, drawing) }, "remove an edge"),
    setBefores: (key, befores) => apply(runAfter(drawing, key, befores), `what ${nameOf(key)} runs after`),
    remove: (key) => {
      apply({ drawing: dropCard(drawing, key) }, `remove ${nameOf(key)}`);
      toast({
        title: `${nameOf(key)} removed from ${pipeline.trigger}`,
        action: { label: "Undo", run: () => editor.undo() },
      });
    },
    toLayers: () => {
      editor.edit(inLayers(pipeline, pipeline.layers), { edit: "keep as layers" });
      toast({
        title: `${pipeline.trigger} is kept as layers now`,
        text: "It runs the same. Which script an edge came from is no longer kept.",
        status: "info",
        action: { label: "Undo", run: () => editor.undo() },
      });
    },
  };
}

interface GraphCanvasProps extends LoadedGraphProps {
  readonly drawing: Drawing;
  readonly draw: DrawingEdits;
}

function GraphCanvas({ hook, pipeline, summary, drawing, draw, onOpenScript }: GraphCanvasProps) {
  const facts = useLaneFacts(pipeline, summary);
  const nodes = useMemo(() => flowNodes(hook, drawing, facts), [hook, drawing, facts]);
  const edges = useMemo(() => flowEdges(hook, drawing), [hook, drawing]);
  const onConnect = ({ source, target }: Connection): void => draw.connect(source, target);
  const onEdgesDelete = (gone: FlowEdge[]): void =>
    draw.disconnect(gone.map(({ source, target }) => ({ from: source, to: target })));
  return (
    <div className="graph-canvas" role="group" aria-label={`Graph of ${hook.name}. The list beside it says the same.`}>
      <ReactFlow<GraphNode>
        key={`${drawing.cards.length} ${pipeline.layers.length}`}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onConnect={onConnect}
        onEdgesDelete={onEdgesDelete}
        onNodesDelete={(gone) => gone.forEach(({ id }) => draw.remove(id))}
        onNodeDoubleClick={(_, node) => node.data.scriptId !== undefined && onOpenScript(node.data.scriptId)}
        deleteKeyCode={["Delete", "Backspace"]}
        nodesDraggable={false}
        fitView
        fitViewOptions={{ minZoom: 0.6, maxZoom: 1, padding: 0.08 }}
        minZoom={0.3}
        maxZoom={1.5}
        proOptions={{ hideAttribution: false }}
      >
        <Background gap={16} size={1} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
