using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MeshFederation.Help.Pages;

namespace MeshFederation.Module.Tests.Help;

/// <summary>Finds what a page says of a parameter otherwise than the code does.</summary>
internal static class ParameterDrift
{
    public static IEnumerable<string> Find(HelpParameter page, ParameterMetadata code, CmdletInfo cmdlet)
    {
        foreach (var set in cmdlet.ParameterSets)
        {
            var declared = PageDrift.Own(set).FirstOrDefault(parameter => parameter.Name == page.Name);
            var documented = page.InSet(set.Name);
            if (declared is null != documented is null)
                yield return $"-{page.Name} is {(declared is null ? "not " : "")}in the set {set.Name}";
            if (declared is null || documented is null) continue;
            foreach (var (what, shown, real) in Attributes(documented, declared, code, cmdlet))
            {
                if (shown != real) yield return $"-{page.Name}: {what} is '{shown}', the code says '{real}'";
            }
        }
    }

    private static IEnumerable<(string What, string Page, string Code)> Attributes(
        HelpParameterAttributes page, CommandParameterInfo code, ParameterMetadata metadata, CmdletInfo cmdlet)
    {
        yield return ("Type", page.Type, TypeName(code.ParameterType));
        yield return ("Aliases", string.Join(", ", page.Aliases.Order(StringComparer.Ordinal)),
            string.Join(", ", code.Aliases.Order(StringComparer.Ordinal)));
        yield return ("Accepted values", string.Join(", ", page.AcceptedValues), string.Join(", ", AcceptedValues(code)));
        yield return ("Required", page.IsRequired.ToString(), code.IsMandatory.ToString());
        yield return ("Position", page.Position?.ToString(CultureInfo.InvariantCulture) ?? "Named",
            code.Position < 0 ? "Named" : code.Position.ToString(CultureInfo.InvariantCulture));
        yield return ("Accept pipeline input (ByValue)", page.FromPipeline.ToString(), code.ValueFromPipeline.ToString());
        yield return ("Accept pipeline input (ByPropertyName)", page.FromPipelineByPropertyName.ToString(),
            code.ValueFromPipelineByPropertyName.ToString());
        yield return ("Accept wildcard characters", page.AcceptsWildcards.ToString(),
            metadata.Attributes.OfType<SupportsWildcardsAttribute>().Any().ToString());
        var real = DefaultValue(code, cmdlet);
        // Where the code has no value to begin with, the page may say one that the cmdlet works out; ComputedDefaultTests prove those.
        if (real is not null || code.IsMandatory) yield return ("Default value", page.DefaultValue ?? "None", real ?? "None");
        else if (page.DefaultValue is { } computed && !ComputedDefaultTests.Proven(cmdlet.Name, code.Name, computed))
            yield return ("Default value", computed, "None, and no test proves another");
    }

    public static string TypeName(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? inner.Name : type.Name;

    private static IEnumerable<string> AcceptedValues(CommandParameterInfo code)
    {
        var type = Nullable.GetUnderlyingType(code.ParameterType) ?? code.ParameterType.GetElementType() ?? code.ParameterType;
        return code.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault()?.ValidValues ?? (type.IsEnum ? Enum.GetNames(type) : []);
    }

    /// <summary>What the property holds in a new cmdlet, as a page writes it; null for nothing, or for what is typed anyhow.</summary>
    private static string? DefaultValue(CommandParameterInfo code, CmdletInfo cmdlet)
    {
        if (code.IsMandatory || cmdlet.ImplementingType.GetProperty(code.Name) is not { } property)
            return code.ParameterType == typeof(SwitchParameter) ? "False" : null;
        return property.GetValue(Activator.CreateInstance(cmdlet.ImplementingType)) switch
        {
            null or "" => null,
            string text => text,
            IEnumerable many => string.Join(", ", many.Cast<object>()) is { Length: > 0 } list ? list : null,
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }
}
