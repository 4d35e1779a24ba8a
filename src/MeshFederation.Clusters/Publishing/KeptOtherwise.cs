using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Yaml;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Publishing;

/// <summary>
/// Whether a server keeps of an object what was written: a mutating webhook may change it on the way, and the answer alone tells
/// (kubernetes apiserver pkg/admission/plugin/webhook/mutating).
/// </summary>
internal static class KeptOtherwise
{
    private const int MostFields = 3;

    /// <summary>What is said of it; empty when all that was written is there.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="written">What was written. What is kept beside it may be others'.</param>
    /// <param name="kept">What the server answered.</param>
    public static string Text(string cluster, UnstructuredMap written, UnstructuredMap kept)
    {
        var fields = ObjectDifference.Of(written, kept).Where(difference => difference.Before is not null).Select(Text).ToList();
        return fields.Count == 0 ? ""
            : $"{ObjectPlace.Of(written)} in the cluster '{cluster}' was written, and is kept otherwise: {Few(fields)}. Something "
                + "there changes what is written, as a mutating webhook does; what was planned is not what is.";
    }

    private static string Few(List<string> fields) => fields.Count <= MostFields ? string.Join(", ", fields)
        : FormattableString.Invariant($"{string.Join(", ", fields.Take(MostFields))} and {fields.Count - MostFields} more");

    private static string Text(FieldDifference difference) => difference.After is null
        ? $"{difference.Path} is not there"
        : $"{difference.Path} is {InlineYaml.Write(difference.After)}, not {InlineYaml.Write(difference.Before)}";
}
