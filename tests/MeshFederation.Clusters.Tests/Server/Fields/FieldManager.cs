using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>One entry of managedFields: who owns which fields, how they were written, and when that changed last.</summary>
internal sealed record FieldManager(string Name, string Operation, string ApiVersion, string Subresource, string? Time, FieldSet Fields)
{
    /// <summary>The operation of server-side apply.</summary>
    public const string Apply = "Apply";

    /// <summary>The operation of every other write.</summary>
    public const string Update = "Update";

    /// <summary>Whether two entries are of the same manager; one who applies is the same in every version.</summary>
    public bool IsSame(FieldManager other) => Name == other.Name && Operation == other.Operation && Subresource == other.Subresource
        && (Operation == Apply || ApiVersion == other.ApiVersion);

    /// <summary>Reads an entry.</summary>
    public static FieldManager Parse(JsonObject json) => new(
        (string?)json["manager"] ?? "",
        (string?)json["operation"] ?? "",
        (string?)json["apiVersion"] ?? "",
        (string?)json["subresource"] ?? "",
        (string?)json["time"], json["fieldsV1"] is JsonObject fields ? FieldSet.Parse(fields) : FieldSet.Empty);

    /// <summary>The entry as managedFields holds it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["manager"] = Name, ["operation"] = Operation, ["apiVersion"] = ApiVersion };
        if (Time is not null) json["time"] = Time;
        json["fieldsType"] = "FieldsV1";
        json["fieldsV1"] = Fields.ToJson();
        if (Subresource.Length > 0) json["subresource"] = Subresource;
        return json;
    }

    /// <summary>The manager as messages about conflicts name it: with the version unless it applies, for then there is only one.</summary>
    public override string ToString()
    {
        var text = JsonText.Write(Name);
        if (Subresource.Length > 0) text += $" with subresource {JsonText.Write(Subresource)}";
        return Operation == Apply ? text : $"{text} using {ApiVersion}";
    }
}
