using System.Management.Automation;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Commands.Publishing;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands;

/// <content>What is said while it is done.</content>
public abstract partial class PublishingCommand
{
    /// <summary>
    /// Says that nothing is to be done, or what is, for logs without a progress bar. It may name who has a lease, which others wrote.
    /// </summary>
    private protected void Tell(string text)
    {
        var shown = ShownText.Of(text);
        if (!ContinuousIntegration.IsDetected) WriteInformation(shown, ["MeshFederation"]);
        else WriteInformation(new HostInformationMessage { Message = shown }, ["PSHOST", "MeshFederation"]);
    }

    private void Show(PublishingEvent happened)
    {
        switch (happened)
        {
            case ChangeReported report:
                _tally.Note(report);
                Tell(report.Change);
                break;
            case WaveBegan wave:
                if (_meter is not null) _meter.Status = (wave.IsUndone ? "Putting back. " : "") + WaveText.Of(wave.Wave);
                Tell(FormattableString.Invariant(
                    $"{(wave.IsUndone ? "Putting back" : Activity)}: {WaveText.Of(wave.Wave)} ({wave.Writes} writes)"));
                break;
            case WriteDone write:
                _meter?.Show(ChangeText.Object(write.Change), write.Done, write.Total);
                break;
            case SettlingBegan began:
                if (_meter is not null)
                {
                    _meter.Status =
                        $"{(began.IsUndone ? "Putting back. " : "")}Waiting until proxies have it, before: {WaveText.Of(began.Wave)}";
                }
                break;
            case SettlingProgress settling:
                _meter?.Wait($"Waiting in the cluster '{settling.Cluster}' for {settling.Text}");
                break;
            case ServerSaid said:
                Show(new CommandMessage(said.Text, said.IsDebug ? MessageKind.Debug : MessageKind.Warning));
                break;
            case PublishingNote note:
                if (note.IsWarning) WriteWarning(note.Text);
                else Tell(note.Text);
                break;
        }
    }

    private void SayThatItStops() =>
        Host.UI.WriteWarningLine("Stopping: requests under way get a few seconds to end; then what was done is put back.");
}
