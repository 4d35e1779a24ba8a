using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands.Completion;

/// <summary>The base of completers over local data: filters by what was typed, and keeps the quotes that were typed.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    private static readonly System.Buffers.SearchValues<char> NeedsQuotes = System.Buffers.SearchValues.Create(" '\"`$(){}[];,|&<>@#*?");

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var quote = wordToComplete is [('\'' or '"'), ..] ? wordToComplete[..1] : "";
        var typed = wordToComplete.Trim('\'', '"');
        foreach (var (text, tip) in CandidatesOf(commandName, typed, fakeBoundParameters))
        {
            if (!text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) continue;

            // A name that cannot be shown as it is cannot be typed at a prompt either.
            if (ShownText.Of(text) != text) continue;
            yield return new(Quoted(text, quote), text, CompletionResultType.ParameterValue, ShownText.Of(tip));
        }
    }

    /// <summary>What may be typed; must not throw, and must not leave the machine.</summary>
    /// <param name="typed">What was typed so far, without quotes.</param>
    /// <param name="bound">The other parameters.</param>
    /// <returns>Texts with a tool tip each.</returns>
    protected abstract IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound);

    /// <summary>What may be typed behind a command, where that depends on which of several it is.</summary>
    private protected virtual IEnumerable<(string Text, string Tip)> CandidatesOf(string command, string typed, IDictionary bound) =>
        Candidates(typed, bound);

    private static string Quoted(string text, string quote)
    {
        if (quote.Length == 0 && text.AsSpan().IndexOfAny(NeedsQuotes) < 0) return text;
        return quote == "\"" ? $"\"{Escaped(text)}\"" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>In double quotes a dollar would begin a variable.</summary>
    private static string Escaped(string text) =>
        text.Replace("`", "``", StringComparison.Ordinal)
            .Replace("$", "`$", StringComparison.Ordinal)
            .Replace("\"", "`\"", StringComparison.Ordinal);
}
