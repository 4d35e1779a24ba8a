using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes labels: a hashtable, or the text <c>istio=ingressgateway</c>.</summary>
public sealed class LabelArgumentAttribute : MapArgumentAttribute
{
    /// <summary>Whether a text alone is the value of the label version.</summary>
    public bool VersionAlone { get; set; }

    /// <inheritdoc />
    protected override (string Key, string Value) Pair(string pair, string text) =>
        VersionAlone && pair.Length > 0 && pair == text && !pair.Contains('=', StringComparison.Ordinal)
            ? (MeshVersion.UsualLabel, pair)
            : base.Pair(pair, text);

    /// <inheritdoc />
    protected override MeshException Invalid(object item, string why) => new(
        MeshErrorId.LabelInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{ArgumentMap.Describe(item)}' cannot be read as labels: {why}.",
        VersionAlone
            ? "Write labels as @{ version = 'v3' } or version=v3."
            : "Write labels as @{ istio = 'ingressgateway' } or istio=ingressgateway.",
        item);
}
