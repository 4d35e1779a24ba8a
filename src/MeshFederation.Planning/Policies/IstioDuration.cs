using System.Globalization;

namespace MeshFederation.Planning.Policies;

/// <summary>Durations as Istio's objects have them: seconds (protobuf's google.protobuf.Duration in JSON).</summary>
internal static class IstioDuration
{
    public static string Of(TimeSpan duration) => duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s";
}
