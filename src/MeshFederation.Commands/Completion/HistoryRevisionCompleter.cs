using System.Collections;
using System.Globalization;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes revisions of a federation's history that this session has seen or published, newest first.</summary>
public sealed class HistoryRevisionCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Revisions($"{bound["Name"]}")
            .Select(revision => (revision.Number.ToString(CultureInfo.InvariantCulture), revision.Tip));
}
