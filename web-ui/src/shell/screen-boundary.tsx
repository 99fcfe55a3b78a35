import { RotateCw } from "lucide-react";
import { Component, type ErrorInfo, type ReactNode } from "react";

import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { ScreenFrame } from "./screen-frame.tsx";

interface ScreenBoundaryProps {
  /** The screen's address: another one forgets the fault. */
  readonly address: string;
  readonly children: ReactNode;
}

interface ScreenBoundaryState {
  readonly address: string;
  readonly fault?: { readonly error: unknown; readonly stack?: string } | undefined;
}

/** Keeps a screen that throws from taking the others along. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, ScreenBoundaryState> {
  override state: ScreenBoundaryState = { address: this.props.address };

  static getDerivedStateFromError(error: unknown): Partial<ScreenBoundaryState> {
    return { fault: { error } };
  }

  static getDerivedStateFromProps(
    { address }: ScreenBoundaryProps,
    state: ScreenBoundaryState,
  ): ScreenBoundaryState | null {
    return address === state.address ? null : { address, fault: undefined };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    this.setState({ fault: { error, ...(componentStack && { stack: componentStack }) } });
  }

  readonly #reload = (): void => {
    // A file of an older deployment is gone for good: only the page's own reload brings the new one's.
    if (isMissingFile(this.state.fault?.error)) location.reload();
    else this.setState({ fault: undefined });
  };

  override render(): ReactNode {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    const missing = isMissingFile(fault.error);
    const retry = (
      <Button icon={<RotateCw size={14} aria-hidden />} onClick={this.#reload}>
        Reload this screen
      </Button>
    );
    return (
      <ScreenFrame title="Screen not shown">
        <ErrorState
          title={missing ? "This screen couldn't be loaded" : "This screen stopped"}
          actions={retry}
          details={detailsOf(fault.error, fault.stack, this.props.address)}
          reference={messageOf(fault.error)}
        >
          {missing ? "There may be no network, or a newer version was deployed." : "A mistake of Sluice itself."} Other
          screens and what you saved are unaffected.
        </ErrorState>
      </ScreenFrame>
    );
  }
}

/** Whether an import() failed, as each browser puts it. */
function isMissingFile(error: unknown): boolean {
  return /dynamically imported module|module script failed|Unable to preload/i.test(messageOf(error));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What helps whoever is asked for help. Nothing of what the person works with is in it but the address. */
function detailsOf(error: unknown, componentStack: string | undefined, address: string): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [new Date().toISOString(), address, navigator.userAgent, stack, componentStack ?? ""].join("\n").trim();
}
