using System.Text.Json;

namespace MeshFederation.Reporting.Reports;

/// <summary>Writes where a result is: the file and line where there is a file, and always the object and its cluster.</summary>
internal static class SarifLocation
{
    public static void Write(Utf8JsonWriter json, ReportProblem problem)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        if (problem.File is not null) Physical(json, problem.File, problem.Line);
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", problem.Target);
        json.WriteString("fullyQualifiedName", problem.Cluster.Length == 0 ? problem.Place : $"{problem.Cluster}/{problem.Place}");
        json.WriteString("kind", "object");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Physical(Utf8JsonWriter json, string file, int? line)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", ReportPath.Uri(file));
        json.WriteEndObject();
        if (line is { } number)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", number);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
