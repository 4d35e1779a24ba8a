namespace MeshFederation.Clusters.Tests.Server.Requests;

/// <summary>Ends a request with an answer that says why it failed.</summary>
internal sealed class StatusException(ApiAnswer answer) : Exception(answer.Text ?? JsonText.Write(answer.Json))
{
    /// <summary>The answer.</summary>
    public ApiAnswer Answer { get; } = answer;
}
