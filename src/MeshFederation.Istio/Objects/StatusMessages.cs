using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>What istiod's analysis writes into the status of an object (istio/api analysis/v1alpha1 AnalysisMessageBase).</summary>
internal static class StatusMessages
{
    /// <summary>The field of a status.</summary>
    public const string Field = "validationMessages";

    private const string Error = "ERROR";
    private const string Warning = "WARNING";

    /// <summary>Those that are errors.</summary>
    public static IEnumerable<UnstructuredMap> Errors(UnstructuredMap status) =>
        status.Maps(Field).Where(message => message.Text("level") is Error);

    /// <summary>Those that are errors or warnings.</summary>
    public static IEnumerable<UnstructuredMap> Objections(UnstructuredMap status) =>
        status.Maps(Field).Where(message => message.Text("level") is Error or Warning);

    /// <summary>The code and name of a message, as <c>IST0101 ReferencedResourceNotFound</c>.</summary>
    public static string Title(UnstructuredMap message) => $"{message.Map("type")?.Text("code")} {message.Map("type")?.Text("name")}";
}
