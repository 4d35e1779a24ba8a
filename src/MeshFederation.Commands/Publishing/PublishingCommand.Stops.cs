using System.Management.Automation;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands;

/// <content>
/// What is said when the user stops it, wherever it is: a stopped pipeline takes no output any more, but what it leaves behind, and how to
/// go on, must be said.
/// </content>
public abstract partial class PublishingCommand
{
    /// <summary>Clusters that are being expelled; null for none.</summary>
    private protected virtual ExpelledClusters? Expelled => null;

    private bool _saidWhatIs;

    /// <summary>
    /// Works on federations one after the other; says after a stop what became of that one and of those that come after it.
    /// </summary>
    /// <typeparam name="T">What is known of a federation.</typeparam>
    /// <param name="federations">The federations.</param>
    /// <param name="nameOf">The name of one.</param>
    /// <param name="work">What is done with one.</param>
    private protected void ForEachFederation<T>(IEnumerable<T> federations, Func<T, string> nameOf, Action<T> work)
    {
        var rest = new Queue<T>(federations);
        for (var isFirst = true; rest.TryDequeue(out var federation); isFirst = false)
        {
            try
            {
                _saidWhatIs = false;
                work(federation);
            }
            catch (PipelineStoppedException) when (_pump.IsStopped)
            {
                var which = isFirst && rest.Count == 0 ? "" : $" of the federation '{nameOf(federation)}'";
                if (!_saidWhatIs) Warn($"{Activity}{which} was stopped before anything was changed.");
                if (rest.Count > 0) Warn($"Not tried: {string.Join(", ", rest.Select(nameOf))}.");
                throw;
            }
        }
    }

    /// <summary>Publishes a federation after something else was written; says after a stop what became of the federation.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="work">What is done.</param>
    private protected void AsOnePart(string federation, Action work)
    {
        try
        {
            work();
        }
        catch (PipelineStoppedException) when (_pump.IsStopped)
        {
            if (!_saidWhatIs) Warn($"{Activity} of the federation '{federation}' was stopped before anything of it was changed.");
            throw;
        }
    }

    private void SayWhatIsWhere(string federation, PublishOutcome? outcome, bool isWaiting)
    {
        _saidWhatIs = true;
        foreach (var report in _pump.Unseen.OfType<ChangeReported>()) _tally.Note(report);
        foreach (var note in _pump.Unseen.OfType<PublishingNote>().Where(note => note.IsWarning)) Warn(note.Text);
        foreach (var line in _tally.Lines(Activity, federation, outcome, isWaiting)) Warn(line);
    }

    private void SayWhyItFailed(Model.Errors.MeshException error)
    {
        _saidWhatIs = true;
        foreach (var report in _pump.Unseen.OfType<ChangeReported>()) _tally.Note(report);
        Warn(error.Message);
        foreach (var failure in _tally.Failures) Warn(failure.Error!.Message);
        if (error.RecommendedAction.Length > 0) Warn($"To go on: {error.RecommendedAction}");
    }

    private void TellThatItIsDone(string federation, PublishOutcome outcome)
    {
        // A stop after the last write is noticed by nothing else any more.
        if (_pump.IsStopped) SayWhatIsWhere(federation, outcome, isWaiting: false);
        Tell($"{Activity} of the federation '{federation}' is done: {_tally}.");
    }

    private void Warn(string text) => Host.UI.WriteWarningLine(ShownText.Of(text));
}
