import "../src/styles/index.css";
import { render } from "preact";
import { useState } from "preact/hooks";
import { Bones } from "../src/parts/bones.tsx";
import { Button, ButtonLink } from "../src/parts/button.tsx";
import { Card, Mark, Section, Wash } from "../src/parts/card.tsx";
import { Choice } from "../src/parts/choice.tsx";
import { Dialog } from "../src/parts/dialog.tsx";
import { Dots } from "../src/parts/dots.tsx";
import { EmptyPage } from "../src/parts/empty-page.tsx";
import { Face, Pile, Seat, Tile } from "../src/parts/face.tsx";
import { Field } from "../src/parts/field.tsx";
import { Item } from "../src/parts/item.tsx";
import { Markdown } from "../src/parts/markdown.tsx";
import { Moot } from "../src/parts/moot.tsx";
import { Empty, Notice } from "../src/parts/notice.tsx";
import { Page } from "../src/parts/page.tsx";
import { Pick } from "../src/parts/pick.tsx";
import { Ring } from "../src/parts/ring.tsx";
import { Steps } from "../src/parts/steps.tsx";
import { Amount, PersonName, When } from "../src/parts/value.tsx";
import { Rule, Why } from "../src/parts/why.tsx";
import { Places } from "../src/shell/places.tsx";
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
    <>
      <Card>
        <p class="row nowrap soft small">
          <Face person={2} name="Kofi Mensah" size={32} />
          <span class="grow">
            Kofi asks everyone · closes <When at={Date.now() + 3 * hour} />
          </span>
        </p>
        <h2 class="question">A cargo bike for the garden</h2>
        <Dots
          bare
          groups={[
            { tone: "here", count: 17, label: "answered" },
            { tone: "silent", count: 7, label: "not yet" },
          ]}
        />
        <Button kind="go">Read and answer</Button>
      </Card>
      <ul class="rows">
        <Item
          lead={<Face person={12} name="ليلى حداد" ring="asks" />}
          title={
            <>
              <PersonName name="ليلى" /> would like to join
            </>
          }
          about="Two people you know vouch for her."
          end={<ButtonLink href="#/people/12">Look</ButtonLink>}
        />
        <Item lead={<Tile icon="circle" />} title="Garden" about="11 people" href="#/circles/2" />
      </ul>
    </>
  );
}

function Everybody() {
  const names = [
    "Ana Ribeiro",
    "Kofi Mensah",
    "Ruth Abegaze",
    "Tomás Herrera",
    "李梅",
    "Ömer Kaya",
  ];
  return (
    <Section title="24 of us" side={<a href="#/people">People</a>}>
      <p class="row">
        {([24, 32, 40, 56, 96] as const).map((size) => (
          <Face key={size} person={21} name="Hanne Voss" size={size} />
        ))}
        <Face person={1} name="Ana Ribeiro" ring="you" />
        <Seat />
        <Pile people={[2, 3, 13]} nameOf={(person) => names[person % 6] ?? ""} more={9} free={1} />
      </p>
      <p class="faces">
        {Array.from({ length: 24 }, (_, at) => (
          <Face key={at} person={at + 1} name={names[at % 6] ?? ""} size={32} />
        ))}
      </p>
    </Section>
  );
}

function Spend() {
  return (
    <Section>
      <p class="soft small">You can spend</p>
      <p>
        <Amount units="312400000" big />
      </p>
      <Rule sentence="You receive 1.05 an hour. What is kept fades by 7% a year.">
        <p>Every member receives the same.</p>
      </Rule>
      <ul class="rows">
        <Item
          lead={<Face person={2} name="Kofi Mensah" />}
          title="Kofi Mensah"
          about="Two loaves"
          end={<Amount units="6000000" signed />}
        />
        <Item
          lead={<Face person={4} name="Tomás Herrera" />}
          title="Tomás Herrera"
          end={<Amount units="-14000000" signed />}
        />
      </ul>
    </Section>
  );
}

function Helpers() {
  return (
    <Wash tone="moss">
      <div class="row">
        <Ring present={7} all={9} silent />
        <div class="grow">
          <h3>7 of 9 helpers agree</h3>
          <p class="soft small">Two are away. If one more leaves, we pause until they are back.</p>
        </div>
      </div>
    </Wash>
  );
}

function Decided() {
  return (
    <>
      <Section title="How people answered" side={<Mark tone="moss">Passed</Mark>}>
        <Moot groups={decided} you="yes" middle="14 to 4" below="said yes and no" />
        <Dots groups={decided} you="yes" />
      </Section>
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
      <Section title="A whole town">
        <Dots groups={crowd} />
      </Section>
    </>
  );
}

function Form() {
  const [name, setName] = useState("");
  const [amount, setAmount] = useState("12,5x");
  const [answer, setAnswer] = useState<"yes" | "no" | "neither">("yes");
  return (
    <Section title="Propose">
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
    </Section>
  );
}

function Ask() {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Asking">
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
    </Section>
  );
}

function Choose() {
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const options = ["Kofi Mensah", "Kоfi Mensah", "Siobhán Byrne"].map((name, at) => ({
    value: at + 1,
    name,
    about: at < 2 ? `Number ${at + 1}. 2 people here are called so.` : undefined,
    face: <Face person={at + 1} name={name} />,
  }));
  return (
    <Pick
      label="To"
      options={options.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))}
      picked={options.find(({ value }) => value === chosen)}
      onPick={setChosen}
      typed={typed}
      onTyped={setTyped}
      hasMore={false}
      isLooking={false}
    />
  );
}

const text = `We meet **every Tuesday**. ![x](https://example.org/x.png) <script>bad()</script>

- bring tea
- [read this](https://example.org) and [not this](javascript:alert(1))`;

function Gallery() {
  return (
    <div class="shell">
      <div class="rail">
        <Places current="home" />
      </div>
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
        <Everybody />
        <Choose />
        <Bones rows={2} />
        <EmptyPage title="Nothing has been asked yet" sentence="Begin with something small." />
        <Form />
        <Ask />
        <Wash tone="clay" title="Two people could change the software.">
          <p class="small">What would help: a third person who can sign a release.</p>
        </Wash>
        <Notice>Your vote is in. You can change it until it closes.</Notice>
        <Notice kind="clay">Ana accepts nothing from you yet. Ask her to trust you.</Notice>
        <Empty sentence="Nothing needs you. Here is what happened this week." />
        <Section title="Minutes">
          <Markdown text={text} />
        </Section>
      </Page>
    </div>
  );
}

const root = document.getElementById("app");
await chooseLanguage(navigator.languages);
exposeKeys();
if (root !== null) render(<Gallery />, root);
