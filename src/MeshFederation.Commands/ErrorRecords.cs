using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands;

/// <summary>Makes PowerShell's error records of ours.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord Of(MeshException exception) => new(exception, exception.ErrorId, Category(exception.Kind), exception.Target)
    {
        ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.RecommendedAction },
    };

    private static ErrorCategory Category(MeshErrorKind kind) => Enum.Parse<ErrorCategory>(kind.ToString());
}
