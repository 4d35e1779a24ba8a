using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;

namespace MeshFederation.Shell.Arguments;

/// <summary>
/// Writes the call of a script file as a user would type it, so that names, switches and positions are bound as PowerShell does, and an
/// error of binding shows the call. Values are literal: the shell that started us has already expanded what was to be expanded.
/// </summary>
internal static partial class ScriptCall
{
    public static string Write(string path, IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Word).Prepend("& " + Quote(path)));

    /// <summary>The same for a script that has no file, and so no name to be called by.</summary>
    public static IEnumerable<CommandParameter> Parameters(IEnumerable<string> arguments)
    {
        string? open = null;
        foreach (var argument in arguments)
        {
            var match = ParameterPattern.Match(argument);
            if (open is not null) yield return new CommandParameter(open, argument);
            else if (!match.Success) yield return new CommandParameter(null, argument);
            else if (!match.Groups["colon"].Success) yield return new CommandParameter(argument);
            else if (match.Groups["value"].Length > 0) yield return new CommandParameter(match.Groups["name"].Value, Value(match.Groups["value"].Value));
            open = open is null && match.Groups["colon"].Success && match.Groups["value"].Length == 0 ? match.Groups["name"].Value : null;
        }

        if (open is not null) yield return new CommandParameter(open);
    }

    private static string Word(string argument)
    {
        var match = ParameterPattern.Match(argument);
        if (!match.Success) return Quote(argument);
        var value = match.Groups["value"].Value;
        if (value.Length == 0) return argument;
        return $"{match.Groups["name"].Value}:{(Value(value) is bool boolean ? "$" + boolean : Quote(value))}";
    }

    private static object Value(string text) => bool.TryParse(text.TrimStart('$'), out var boolean) ? boolean : text;

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    [GeneratedRegex(@"\A(?<name>-[\p{L}_?][\p{L}\p{Nd}_]*)(?:(?<colon>:)(?<value>.*))?\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParameterPattern { get; }
}
