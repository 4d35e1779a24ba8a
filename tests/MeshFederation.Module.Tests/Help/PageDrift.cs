using System.Management.Automation;
using MeshFederation.Help.Pages;

namespace MeshFederation.Module.Tests.Help;

/// <summary>Finds what a page says otherwise than the cmdlet does.</summary>
internal static class PageDrift
{
    private const string OnlyMaml = "MeshFederation.dll-Help.xml";

    public static IEnumerable<string> Find(HelpPage page, CmdletInfo cmdlet) =>
        Whole(page, cmdlet).Concat(Sets(page, cmdlet)).Concat(Parameters(page, cmdlet)).Select(finding => $"{page.Name}.md: {finding}");

    /// <summary>A parameter's name and place in every set, leaving out what every cmdlet has.</summary>
    public static IEnumerable<CommandParameterInfo> Own(CommandParameterSetInfo set) =>
        set.Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name));

    private static IEnumerable<string> Whole(HelpPage page, CmdletInfo cmdlet)
    {
        if (page.Module != cmdlet.ModuleName) yield return $"Module Name is {page.Module}, the cmdlet is one of {cmdlet.ModuleName}";
        if (page.HelpFile != OnlyMaml) yield return $"external help file is {page.HelpFile}, not {OnlyMaml}";
        if (page.OnlineVersion.OriginalString != new CommandMetadata(cmdlet).HelpUri)
            yield return $"online version is {page.OnlineVersion}, HelpUri says {new CommandMetadata(cmdlet).HelpUri}";
        if (page.Examples.Count < 3) yield return $"there are {page.Examples.Count} examples, three are the least";
        foreach (var finding in Differ("OUTPUTS", page.Outputs.Select(type => type.Name), cmdlet.OutputType.Select(type => type.Name)))
            yield return finding;
        var taken = cmdlet.Parameters.Values.Where(parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline))
            .Select(parameter => Element(parameter.ParameterType).FullName!).ToList();
        if (taken.Count == 0) taken.Add("None");
        foreach (var finding in Differ("INPUTS", page.Inputs.Select(type => type.Name), taken)) yield return finding;
    }

    private static IEnumerable<string> Sets(HelpPage page, CmdletInfo cmdlet)
    {
        var sets = cmdlet.ParameterSets;
        if (sets.Count != page.Syntax.Count)
            yield return $"SYNTAX shows {page.Syntax.Count} sets of parameters, the cmdlet has {sets.Count}";
        foreach (var set in sets)
        {
            var shown = page.Syntax.FirstOrDefault(syntax => (syntax.ParameterSet ?? set.Name) == set.Name);
            if (shown is null)
            {
                yield return $"SYNTAX lacks the set {set.Name}";
                continue;
            }

            if (shown.IsDefault != (set.IsDefault || sets.Count == 1))
                yield return $"the set {set.Name} is {(set.IsDefault ? "" : "not ")}the default";
            var (page1, code) = (string.Join(' ', shown.Parameters.Select(parameter => "-" + parameter.Name)),
                string.Join(' ', InOrder(set).Select(parameter => "-" + parameter.Name)));
            if (page1 != code) yield return $"the syntax of the set {set.Name} has the order {page1}, the cmdlet {code}";
        }
    }

    /// <summary>The order in which PowerShell itself shows parameters: by position, then those that are required.</summary>
    private static IEnumerable<CommandParameterInfo> InOrder(CommandParameterSetInfo set) =>
        Own(set)
            .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
            .ThenByDescending(parameter => parameter.Position < 0 && parameter.IsMandatory);

    private static IEnumerable<string> Parameters(HelpPage page, CmdletInfo cmdlet)
    {
        var declared = cmdlet.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name)).ToList();
        foreach (var parameter in declared)
        {
            if (page.Parameters.FirstOrDefault(documented => documented.Name == parameter.Name) is not { } documented)
                yield return $"-{parameter.Name} is not documented";
            else foreach (var finding in ParameterDrift.Find(documented, parameter, cmdlet)) yield return finding;
        }

        foreach (var extra in page.Parameters.Where(documented => declared.TrueForAll(parameter => parameter.Name != documented.Name)))
            yield return $"-{extra.Name} is documented, but the cmdlet has none";
    }

    private static IEnumerable<string> Differ(string what, IEnumerable<string> page, IEnumerable<string> code)
    {
        var (one, other) =
            (string.Join(", ", page.Order(StringComparer.Ordinal)), string.Join(", ", code.Distinct().Order(StringComparer.Ordinal)));
        if (one != other) yield return $"{what} says {one}, the cmdlet {other}";
    }

    private static Type Element(Type type) => type.GetElementType() ?? type;
}
