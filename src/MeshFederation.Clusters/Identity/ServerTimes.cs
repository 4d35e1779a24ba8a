using System.Globalization;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Identity;

/// <summary>The times that a server writes into objects.</summary>
internal static class ServerTimes
{
    /// <summary>A time; null when the text is none.</summary>
    public static DateTimeOffset? Read(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>When an object was made, and when it was last written; null when it says neither.</summary>
    public static (DateTimeOffset Made, DateTimeOffset Last)? Written(UnstructuredMap obj)
    {
        var last = obj.Metadata().Maps(FieldsEntry.List).Select(manager => Read(manager.Text("time"))).Max();
        if ((Read(obj.Metadata().Text("creationTimestamp")) ?? last) is not { } made) return null;
        return (made, last > made ? last.Value : made);
    }
}
