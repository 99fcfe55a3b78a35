import { Eye, EyeOff } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { Link } from "wouter";

import { Button, IconButton } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { SluiceMark } from "../ui/icons/sluice-mark.tsx";
import { Note } from "../ui/note.tsx";
import { problemsOf, type SignInProblems } from "./sign-in-problems.ts";
import { adminSession } from "./session.ts";

/** The admin home before anybody signed in. */
export function SignInScreen(props: Pick<SignInFormProps, "fault" | "onSignedIn">) {
  return (
    <SignInPage>
      <SignInForm {...props} />
    </SignInPage>
  );
}

/** A page with nothing on it but what is asked. */
export function SignInPage({ children }: { readonly children: ReactNode }) {
  return (
    <main className="grid min-h-full content-start justify-items-center gap-4 bg-canvas px-4 py-12 md:py-24">
      <div className="grid w-full max-w-100 gap-4 rounded-8 border border-line-2 bg-surface p-6">
        <div className="flex items-center gap-2 font-semibold">
          <SluiceMark />
          Sluice
          <span className="code ml-auto truncate font-normal text-fg-3">{location.host}</span>
        </div>
        {children}
      </div>
      <Link href="/playground" className="text-12">
        Use the playground, without a worker
      </Link>
    </main>
  );
}

/** Asks again, over the screen whose token has ended. */
export function SignInDialog({ onSignedIn }: { readonly onSignedIn: () => void }) {
  return (
    <Dialog open onClose={() => undefined} title="Sign in again" size="sm">
      <SignInForm
        fault="The token is no longer valid here. What is on this screen is still there."
        onSignedIn={onSignedIn}
        heading={false}
      />
    </Dialog>
  );
}

interface SignInFormProps {
  /** Why it is asked again. */
  readonly fault?: string | undefined;
  readonly heading?: boolean | undefined;
  readonly onSignedIn?: (() => void) | undefined;
}

/** Takes a token over. Whether it is valid is found out by using it. */
export function SignInForm({ fault, heading = true, onSignedIn }: SignInFormProps) {
  const [token, setToken] = useState("");
  const [actor, setActor] = useState("");
  const [remember, setRemember] = useState(false);
  const [problems, setProblems] = useState<SignInProblems>({});
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = problemsOf(token.trim(), actor.trim());
    setProblems(found);
    if (found.token !== undefined || found.actor !== undefined) return;
    const named = actor.trim() === "" ? {} : { actor: actor.trim() };
    adminSession.signIn({ token: token.trim(), ...named }, { remember });
    onSignedIn?.();
  };
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      {heading && <h1 className="text-16 font-semibold">Sign in to this worker</h1>}
      {fault !== undefined && <Note status="error">{fault}</Note>}
      <TokenField value={token} onChange={setToken} error={problems.token} />
      <TextField
        label="Your name or e-mail address"
        hint="Stands in the audit log beside the token. May be left out."
        value={actor}
        onChangeText={setActor}
        error={problems.actor}
      />
      <Checkbox label="Keep until this tab is closed" checked={remember} onChange={setRemember} />
      <Button type="submit" variant="primary" size="lg" className="justify-self-start">
        Sign in
      </Button>
    </form>
  );
}

interface TokenFieldProps {
  readonly value: string;
  readonly onChange: (token: string) => void;
  readonly error: string | undefined;
}

/** Shows what is typed only when asked to. */
function TokenField({ value, onChange, error }: TokenFieldProps) {
  const [shown, setShown] = useState(false);
  const reveal = (
    <IconButton
      size="sm"
      label={shown ? "Hide the token" : "Show the token"}
      icon={shown ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
      onClick={() => setShown(!shown)}
    />
  );
  return (
    <TextField
      label="Token"
      hint="One of this deployment's: SLUICE_ADMIN_TOKEN, SLUICE_WRITE_TOKEN or SLUICE_READ_TOKEN."
      mono
      type={shown ? "text" : "password"}
      autoFocus
      value={value}
      onChangeText={onChange}
      error={error}
      end={reveal}
    />
  );
}
