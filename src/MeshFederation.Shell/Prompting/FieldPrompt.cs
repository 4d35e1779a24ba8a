using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using MeshFederation.Shell.Hosting;

namespace MeshFederation.Shell.Prompting;

/// <summary>Asks for values by name, as for mandatory parameters that were not given. Lists are asked for one by one, up to an empty line.</summary>
internal sealed class FieldPrompt
{
    private readonly Terminal _terminal;
    private readonly LineReader _lines;

    public FieldPrompt(Terminal terminal, LineReader lines) => (_terminal, _lines) = (terminal, lines);

    public Dictionary<string, PSObject> Ask(string? caption, string? message, Collection<FieldDescription> fields)
    {
        _lines.Demand(string.Join(", ", fields.Select(field => field.Name)));
        _terminal.Introduce(caption, message);
        if (fields.Any(field => !string.IsNullOrEmpty(field.HelpMessage))) _terminal.Ask("(Type !? for Help.)" + Environment.NewLine);

        var answers = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields) answers[field.Name] = new PSObject(Ask(field));
        return answers;
    }

    private object Ask(FieldDescription field)
    {
        // The attributes carry the type where its assembly is not one that a host would know.
        var type = Type.GetType(field.ParameterAssemblyFullName) ?? Type.GetType(field.ParameterTypeFullName);
        if (type == typeof(SecureString)) return AskSecret(field);
        if (type == typeof(PSCredential)) return new CredentialPrompt(_terminal, _lines).Ask(caption: null, message: null, userName: null);
        return IsList(field, type) ? AskList(field) : AskLine(field, field.Name);
    }

    private SecureString AskSecret(FieldDescription field)
    {
        _terminal.Ask($"{field.Name}: ");
        return _lines.ReadSecret(field.Name);
    }

    private List<string> AskList(FieldDescription field)
    {
        var values = new List<string>();
        while (true)
        {
            var value = AskLine(field, string.Create(CultureInfo.InvariantCulture, $"{field.Name}[{values.Count}]"));
            if (value.Length == 0) return values;
            values.Add(value);
        }
    }

    private string AskLine(FieldDescription field, string label)
    {
        while (true)
        {
            _terminal.Ask($"{label}: ");
            var line = _lines.ReadLine(field.Name);
            if (line != "!?") return line;
            _terminal.Ask((string.IsNullOrEmpty(field.HelpMessage) ? "There is no help for it." : field.HelpMessage) + Environment.NewLine);
        }
    }

    private static bool IsList(FieldDescription field, Type? type) =>
        type?.IsArray ?? field.ParameterTypeFullName.EndsWith("[]", StringComparison.Ordinal);
}
