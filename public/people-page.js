// The end of `people.js`, behind the program's own JavaScript (`__wbg_init`): starts "My people" or a
// group's answer. It asks for its own program, and a group's page for what is listed in this language, which is the
// same whatever is asked: the activity has its name then.
try {
  const island = document.getElementById("people") ?? document.getElementById("reply");
  const { dataset } = island;
  const { slips, wasm } = dataset;
  if (dataset.stored) {
    dataset.stored = globalThis.signpostPlanKey(dataset.stored);
  }
  const options = { credentials: "omit", referrerPolicy: "no-referrer" };
  const listed = slips && fetch(new URL(slips, document.baseURI), { ...options, priority: "low" });
  // Without it, the activity has its five letters.
  listed?.catch(() => {});
  await __wbg_init({ module_or_path: fetch(new URL(wasm, document.baseURI), options) });
  listed
    ?.then((answer) => answer.ok && answer.text())
    .then((detail) => detail && island.dispatchEvent(new CustomEvent("listed", { detail })))
    .catch(() => {});
  // Another language, the same question.
  if (island.id === "reply") {
    document.querySelectorAll(".languages a").forEach((link) => { link.hash = location.hash; });
  }
  const scan = document.getElementById("scan");
  if (scan) {
    await offerCamera(scan);
  }
} catch (error) {
  // The words below say what to do without it.
  console.error(error);
  document.documentElement.classList.add("plain");
}

// A code is read by the browser itself, or there is no button and the page says how else.
async function offerCamera(scan) {
  const reads = await globalThis.BarcodeDetector?.getSupportedFormats?.().catch(() => []) ?? [];
  const say = (id) => {
    for (const known of ["scan-none", "scan-refused", "scan-missing"]) {
      document.getElementById(known).hidden = known !== id;
    }
  };
  if (!reads.includes("qr_code") || !navigator.mediaDevices?.getUserMedia) {
    say("scan-none");
    return;
  }
  const camera = document.getElementById("camera");
  const end = document.getElementById("scan-stop");
  const video = camera.querySelector("video");
  let stream = null;
  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    video.srcObject = stream = null;
    camera.hidden = true;
  };
  const look = async (detector, own) => {
    // No code in a picture, or no picture yet.
    const codes = await detector.detect(video).catch(() => []);
    if (stream !== own) {
      return;
    }
    if (codes.length) {
      stop();
      document.getElementById("paste").value = codes[0].rawValue;
      document.getElementById("hear").click();
    } else {
      setTimeout(look, 200, detector, own);
    }
  };
  scan.hidden = false;
  // The camera is asked for by this press alone, and no picture of it is kept.
  scan.addEventListener("click", async () => {
    stop();
    say();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      camera.hidden = false;
      end.focus();
      await video.play();
      look(new BarcodeDetector({ formats: ["qr_code"] }), stream);
    } catch (error) {
      stop();
      say(["NotAllowedError", "SecurityError"].includes(error.name) ? "scan-refused" : "scan-missing");
    }
  });
  end.addEventListener("click", () => {
    stop();
    scan.focus();
  });
  addEventListener("pagehide", stop);
}
