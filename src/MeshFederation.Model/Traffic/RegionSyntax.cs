using System.Globalization;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Model.Traffic;

/// <summary>Reads the short form of a region: <c>eu-west-1</c>, or with a share <c>eu-west-1:20</c>.</summary>
public static class RegionSyntax
{
    /// <summary>The label of nodes that says their region (kubernetes.io docs: well-known labels).</summary>
    public const string Label = "topology.kubernetes.io/region";

    /// <summary>Reads a region.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The region.</returns>
    /// <exception cref="MeshException">It can be no region, or its share is none.</exception>
    public static MeshRegion Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var name = (colon < 0 ? text : text[..colon]).Trim();
        if (name.Length == 0) throw RegionErrors.Invalid(text, "it names no region");
        if (name.AsSpan().IndexOfAny('/', '*') >= 0) throw RegionErrors.Invalid(text, "a region has no zone and no wildcard in it");
        _ = LabelSet.Create(Label, name);
        return colon < 0 ? new(name) : new(name, Weight(text[(colon + 1)..].Trim(), text));
    }

    /// <summary>Istio takes no share of 0 (istio pkg/config/validation/agent ValidateLocalityLbSetting).</summary>
    private static int Weight(string weight, string text) =>
        int.TryParse(weight.EndsWith('%') ? weight[..^1] : weight, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= 100
                ? number
                : throw RegionErrors.Invalid(text, "its share is no whole number from 1 to 100");
}
