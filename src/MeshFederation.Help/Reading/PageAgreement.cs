using MeshFederation.Help.Pages;

namespace MeshFederation.Help.Reading;

/// <summary>Compares what SYNTAX and PARAMETERS of a page say of the same parameters.</summary>
internal static class PageAgreement
{
    public static void Check(HelpPage page, PageErrors errors)
    {
        foreach (var syntax in page.Syntax)
        {
            foreach (var shown in syntax.Parameters) CheckShown(page, syntax, shown, errors);
            foreach (var parameter in page.Parameters.Where(
                parameter => parameter.InSet(syntax.ParameterSet) is not null && !Shows(syntax, parameter.Name)))
            {
                errors.Add(syntax.Line, HelpErrorCode.Contradiction, $"The syntax lacks -{parameter.Name}, which PARAMETERS has.");
            }
        }

        foreach (var attributes in page.Parameters.SelectMany(parameter => parameter.Attributes))
        {
            foreach (var set in attributes.ParameterSets.Where(
                set => !page.Syntax.Any(syntax => set.Equals(syntax.ParameterSet, StringComparison.OrdinalIgnoreCase))))
            {
                errors.Add(attributes.Line, HelpErrorCode.Contradiction, $"SYNTAX has no parameter set '{set}'.");
            }
        }
    }

    private static bool Shows(HelpSyntax syntax, string name) =>
        syntax.Parameters.Any(shown => shown.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static void CheckShown(HelpPage page, HelpSyntax syntax, HelpSyntaxParameter shown, PageErrors errors)
    {
        var parameter = page.Parameters.FirstOrDefault(parameter => parameter.Name == shown.Name);
        if (parameter?.InSet(syntax.ParameterSet) is not { } attributes)
        {
            Refuse(parameter is null ? "PARAMETERS has no such parameter" : "PARAMETERS does not have it in this set");
        }
        else if (attributes.IsRequired != shown.IsRequired)
        {
            Refuse($"it is {(shown.IsRequired ? "required" : "optional")} here, but 'Required: {attributes.IsRequired}' in PARAMETERS");
        }
        else if (attributes.Position is not null != shown.IsPositional)
        {
            Refuse($"it is {(shown.IsPositional ? "positional" : "named")} here, but not so in PARAMETERS");
        }
        else if (attributes.IsSwitch
            ? !shown.IsSwitch
            : shown.Type != attributes.Type
                && !(shown.Values.Count > 0 && shown.Values.SequenceEqual(attributes.AcceptedValues, StringComparer.Ordinal)))
        {
            Refuse($"its value is shown otherwise than 'Type: {attributes.Type}' and the accepted values of PARAMETERS say");
        }

        void Refuse(string message) => errors.Add(syntax.Line, HelpErrorCode.Contradiction, $"-{shown.Name}: {message}.");
    }
}
