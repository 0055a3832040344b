// Adds the visitor's own time zone to what the server wrote in UTC. Every page is whole without it.
// In the words of the page; only the zone is the visitor's.
const exactly = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "full",
  timeStyle: "short",
});
const clockTime = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });
const today = new Date().toDateString();

for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  time.title = exactly.format(at);
  if ("clock" in time.dataset && at.toDateString() === today) time.textContent = clockTime.format(at);
}
