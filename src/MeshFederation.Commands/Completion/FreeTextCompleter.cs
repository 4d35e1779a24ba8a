using System.Collections;

namespace MeshFederation.Commands.Completion;

/// <summary>
/// Completes nothing: for words that only the user knows. Where a parameter has no completer the shell offers the names of files instead.
/// </summary>
public sealed class FreeTextCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) => [];
}
