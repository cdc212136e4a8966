import "../src/styles/index.css";
import { render } from "preact";
import { useState } from "preact/hooks";
import { Button, ButtonLink } from "../src/parts/button.tsx";
import { Card, CardList, Mark } from "../src/parts/card.tsx";
import { Choice } from "../src/parts/choice.tsx";
import { Dialog } from "../src/parts/dialog.tsx";
import { Dots } from "../src/parts/dots.tsx";
import { Field } from "../src/parts/field.tsx";
import { Markdown } from "../src/parts/markdown.tsx";
import { Empty, Notice } from "../src/parts/notice.tsx";
import { Page } from "../src/parts/page.tsx";
import { Ring } from "../src/parts/ring.tsx";
import { Steps } from "../src/parts/steps.tsx";
import { Amount, PersonName, When } from "../src/parts/value.tsx";
import { Why } from "../src/parts/why.tsx";
import { Frame } from "../src/shell/frame.tsx";
import { chooseLanguage } from "../src/words/language.ts";
import { exposeKeys } from "./keys-bench.ts";

const hour = 3_600_000;

const decided = [
  { tone: "yes", count: 14, label: "yes" },
  { tone: "no", count: 4, label: "no" },
  { tone: "neither", count: 3, label: "neither" },
  { tone: "silent", count: 3, label: "silent" },
] as const;

const crowd = [
  { tone: "yes", count: 1403, label: "yes" },
  { tone: "no", count: 388, label: "no" },
  { tone: "neither", count: 120, label: "neither" },
  { tone: "silent", count: 912, label: "silent" },
] as const;

function NeedsYou() {
  return (
    <Card title="Needs you" side={<Mark tone="moss">2</Mark>}>
      <ul class="card-list">
        <li class="row row-apart">
          <div class="grow">
            <h3>A cargo bike for the garden</h3>
            <p class="soft small">
              Closes <When at={Date.now() + 3 * hour} />. You have not answered.
            </p>
          </div>
          <Button kind="go">Answer</Button>
        </li>
        <li class="row row-apart">
          <div class="grow">
            <h3>
              <PersonName name="ليلى" href="#/people/7" /> would like to join
            </h3>
            <p class="soft small">Two people you know vouch for her.</p>
          </div>
          <ButtonLink href="#/people/7">Look</ButtonLink>
        </li>
      </ul>
    </Card>
  );
}

function Spend() {
  return (
    <Card>
      <p class="soft small">You can spend</p>
      <div class="row row-apart">
        <Amount units="312400000" big />
        <Button>Pay</Button>
      </div>
      <Why
        why={{
          sentence: "24 came in since yesterday. 0.06 faded and went to the garden.",
          rule: "Every member receives 1 an hour. What is kept fades by 5% a year.",
          inputs: [
            { name: "hours claimed", value: "24" },
            { name: "an hour gives", value: "1.00" },
          ],
        }}
      />
    </Card>
  );
}

function Helpers() {
  return (
    <Card>
      <div class="row">
        <Ring present={7} all={9} silent />
        <div class="grow">
          <h3>7 of 9 helpers agree</h3>
          <p class="soft small">Two are away. If one more leaves, we pause until they are back.</p>
        </div>
      </div>
    </Card>
  );
}

function Decided() {
  return (
    <>
      <Card title="How people answered" side={<Mark tone="moss">decided</Mark>}>
        <Dots groups={decided} you="yes" />
      </Card>
      <Why
        open
        title="Why did this pass?"
        why={{
          sentence:
            "14 said yes and 4 said no. The rule asks for more yes than no, and for at least 8 yes. Both hold.",
          inputs: [
            { name: "said yes", value: "14" },
            { name: "said no", value: "4" },
            { name: "needed", value: "8" },
          ],
        }}
      />
      <Card title="A whole town">
        <Dots groups={crowd} />
      </Card>
    </>
  );
}

function Form() {
  const [name, setName] = useState("");
  const [amount, setAmount] = useState("12,5x");
  const [answer, setAnswer] = useState<"yes" | "no" | "neither">("yes");
  return (
    <Card title="Propose">
      <Field label="Your name" value={name} onValue={setName} readBy="community" required />
      <Field
        label="Amount"
        kind="amount"
        value={amount}
        onValue={setAmount}
        error="Write an amount such as 12.50."
      />
      <Field
        label="Why"
        kind="long"
        value=""
        onValue={setName}
        hint="A few sentences."
        readBy="public"
      />
      <Choice
        label="Your answer"
        value={answer}
        onValue={setAnswer}
        options={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No" },
          { value: "neither", label: "Neither" },
        ]}
        readBy="ledger"
      />
      <Button
        kind="go"
        cannot="You joined on 3 May, after this opened on 1 May. You can vote in the next one."
      >
        Send
      </Button>
    </Card>
  );
}

function Ask() {
  const [open, setOpen] = useState(false);
  return (
    <Card title="Asking">
      <div class="row">
        <Button kind="go" onPress={() => setOpen(true)}>
          Pay Kofi
        </Button>
        <Button kind="quiet">Not now</Button>
      </div>
      <Dialog title="Pay 12.00 to Kofi?" open={open} onClose={() => setOpen(false)}>
        <p>Kofi accepts up to 40 of your money. It arrives at once.</p>
        <div class="row">
          <Button kind="go" onPress={() => setOpen(false)}>
            Pay
          </Button>
          <Button onPress={() => setOpen(false)}>Cancel</Button>
        </div>
      </Dialog>
      <Steps progress="node" />
    </Card>
  );
}

const text = `We meet **every Tuesday**. ![x](https://example.org/x.png) <script>bad()</script>

- bring tea
- [read this](https://example.org) and [not this](javascript:alert(1))`;

function Gallery() {
  return (
    <Frame place="home" aside={<Helpers />}>
      <Page
        title="Harbour"
        above="Federation ▸ Harbour"
        side={<Ring present={7} all={9} size={52} />}
        lead="Two things need you today."
      >
        <NeedsYou />
        <Spend />
        <Helpers />
        <Decided />
        <CardList>
          <li class="row row-apart">
            <div class="grow stack stack-close">
              <h3>Rent the hall for winter</h3>
              <Dots groups={decided} bare />
            </div>
            <Mark tone="clay">not passed</Mark>
          </li>
          <li class="row row-apart">
            <h3 class="grow">Winter rota for childcare</h3>
            <Mark>open</Mark>
          </li>
        </CardList>
        <Form />
        <Ask />
        <Card wash="clay" title="Two people could change the software.">
          <p class="small">What would help: a third person who can sign a release.</p>
        </Card>
        <Notice>Your vote is in. You can change it until it closes.</Notice>
        <Notice kind="clay">Ana accepts nothing from you yet. Ask her to trust you.</Notice>
        <Empty sentence="Nothing needs you. Here is what happened this week." />
        <Card title="Minutes">
          <Markdown text={text} />
        </Card>
      </Page>
    </Frame>
  );
}

const root = document.getElementById("app");
await chooseLanguage(navigator.languages);
exposeKeys();
if (root !== null) render(<Gallery />, root);
